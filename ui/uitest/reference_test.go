package uitest

import "testing"

func TestTheReferenceIsOpenedFromTheBenchAndLeftAgain(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().press("tab", "/").write("nodelay").press("enter").row("▸", "TCP_NODELAY")
		d.press("m").shows("▪ Reference", "▸ TCP_NODELAY", "Turns off Nagle's algorithm", "tcp(7)").hides("Sockets")
		d.press("esc").shows("▪ a", "/nodelay").row("▸", "a ", "ESTABLISHED")
		d.press("esc", "tab").shows("▪ Trace").press("up", "up", "up").shows("6 of 9")
		d.press("m").shows("▸ EINPROGRESS", "│ connect", "The SYN is sent").press("esc").shows("▪ Trace", "6 of 9")
		d.press("6", "/").write("eaddr inuse").shows("▸ EADDRINUSE").press("enter", "right").shows("▪ EADDRINUSE")
		d.press("esc", "esc", "esc").shows("▪ Trace", "6 of 9")
	})
}

func TestWhatHappensBehindTheReferenceIsInTheTrace(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.write("3e\r6").shows("LISTEN")
		d.press("esc").row("▸", "a ", "ESTABLISHED").row("  1", "socket(AF_INET").row("  9", "ioctl(a, FIONREAD")
		d.press("6", ":").write("pending a").press("enter").shows("▪ Sockets").row(" 10", "ioctl(a, FIONREAD")
	})
}

func TestWhatAnEntryHasOneTryIsRunOnTheBench(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("6", "/").write("one-shot").press("enter").row("▸", "one-shot")
		d.press("t").shows("▪ Sockets", "epoll_ctl(e, EPOLL_CTL_MOD")
	})
}

func TestAnOptionIsSetFromItsEntry(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.connection().press("6", "/").write("nodelay").press("enter").row("▸", "TCP_NODELAY")
		d.press("s").shows("setsockopt a TCP_NODELAY").write("on").press("enter").shows("setsockopt(a, SOL_TCP, TCP_NODELAY, [1], 4) = 0")
		d.press("6", "esc", "/").write("time wait").press("enter").row("▸", "TIME-WAIT")
		d.press("s").shows("only an option can be set: choose one")
	})
}
