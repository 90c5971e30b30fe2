package uitest

import "testing"

func TestAnEpollByItsKeys(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().row("▸", "a", "ESTABLISHED").row("ioctl(a, FIONREAD").press("e").row("! there is no epoll that could watch a")
		d.press("n", "e").row("▸", "e", "epoll").shows("its interest list is empty", "p epoll_wait").row("not", "bind listen accept")
		d.press("e").row("› epoll_ctl e add").row(" a  c  s").write("c out").press("enter").row("epoll_ctl(e, EPOLL_CTL_ADD, c").row("c", "out", "reports out")
		d.press("k").row("▸", "a", "ESTABLISHED").press("e").row("› epoll_ctl e add a in").write(" oneshot").press("enter")
		d.press("j").row("▸", "e", "epoll").shows("watches 2  epoll_wait reports 2").row("a", "in,oneshot", "reports in")
		d.press("p").row("epoll_wait(e, [{events=EPOLLOUT, data=c}").shows("spent 1").row("a", "oneshot", "spent")
		d.press("tab").row("▪ e", "epoll").press("down").row("▸", "a", "spent").shows("disarmed until MOD")
		d.press("enter").row("› epoll_ctl e mod a in oneshot").press("enter").row("▸", "a", "reports in")
		d.press("up").row("▸", "c", "reports out").press("d").row("epoll_ctl(e, EPOLL_CTL_DEL, c").shows("watches 1  epoll_wait reports 1")
		d.press("esc", ":").write("epoll_ctl e del ").row("› epoll_ctl e del").hides("a  c", "c  s")
	})
}

// The descriptor of an entry is closed, while a duplicate keeps its socket open.
func TestAStaleEntryOfAnInterestList(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		for _, line := range []string{"e = epoll", "x, y = socketpair unix nonblock", "epoll_ctl e add x out", "z = dup x", "close x"} {
			d.line(line)
		}
		d.press("home").row("▸", "e", "epoll").row("! x (clo", "reports out").press("tab", "enter").row("! x is closed: epoll_ctl can no longer name it")
	})
}

func TestAKeyOfASocketMakesNoSenseOnAnEpoll(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("n", "e").row("▸", "e", "epoll").hides("b bind", "d shutdown", "r recv").press("c").row("! connect e: it is an epoll, not a socket")
		d.press("d").row("! shutdown e: it is an epoll, not a socket")
	})
}

func TestValuesThatTheMachineLists(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("n", "t", ":").write("setsockopt s TCP_CONGESTION ").shows("reno").write("\x15setsockopt s SO_BINDTODEVICE ").row(" lo")
		d.press("esc", "o").write("\x15TCP_CONGESTION").press("enter", "enter").shows("TCP_CONGESTION of s", "reno").row("▸", "now")
	})
}
