package uitest

import "testing"

func TestTheReferenceIsOpenedFromTheBenchAndLeftAgain(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("t", "tab", "/").write("nodelay").press("enter").row("▸", "TCP_NODELAY")
		d.press("m").shows("▪ Options and errnos", "▸ TCP_NODELAY", "Turns off Nagle's algorithm", "tcp(7)").hides("Sockets")
		d.press("esc").shows("▪ a", "/nodelay").row("▸", "a ", "ESTABLISHED")
		d.press("esc", "tab").shows("▪ Trace").press("up", "up", "up").shows("6 of 9")
		d.press("m").shows("▸ EINPROGRESS", "│ connect", "The SYN is sent").press("esc").shows("▪ Trace", "6 of 9")
		d.press("3", "/").write("eaddr inuse").shows("▸ EADDRINUSE").press("enter", "right").shows("▪ EADDRINUSE")
		d.press("esc", "esc", "esc").shows("▪ Trace", "6 of 9")
	})
}

func TestWhatHappensBehindTheReferenceIsInTheTrace(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.write("t3").shows("Options and errnos")
		d.press("esc").row("▸", "a ", "ESTABLISHED").row("  1", "socket(AF_INET").row("  9", "ioctl(a, FIONREAD")
		d.press("3", ":").write("pending a").press("enter").shows("▪ Sockets").row(" 10", "ioctl(a, FIONREAD")
	})
}
