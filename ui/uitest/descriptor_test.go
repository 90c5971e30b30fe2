package uitest

import "testing"

func TestPipesCountersTimersAndFilesByTheirKeys(t *testing.T) {
	run(t, setup{w: 120, h: 40}, func(d *terminal) {
		d.press("n", "i").row("▸", "r", "pipe-read").shows("r read").hides("b bind").press("w").row("! write r: it is the end of a pipe that gives data")
		d.press("j").row("▸", "w", "pipe-write").shows("w write").press("r").row("! read w: it is the end of a pipe that takes data")
		d.press("w").row("› write w \"hello\"").press("enter").row("write(w, \"hello\", 5) = 5").press("k").row("▸", "r", "pipe-read", "5").shows("Recv-Q 5  capacity 65536")
		d.press("r").row("› read r 4096").press("enter").row("read(r, \"hello\", 4096) = 5")
		d.press("n", "v").row("▸", "v", "eventfd", "count 0").press("w").row("› write v 1").press("enter").row("▸", "v", "count 1").press("r").row("read(v, \"\\x01", "= 8").row("▸", "v", "count 0")
		d.press("n", "f").row("› f = memfd \"hello\"").press("enter").row("▸", "f", "memfd", "5 B, at 0").press("r", "enter").row("▸", "f", "5 B, at 5")
		d.press("e").row("! epoll_ctl f: ").press("X").row("! shutdown f: it is a file, not a socket").press("K").row("! f is a descriptor of the engine")
		d.press("n", "m").row("› m = timerfd 1s nonblock").press("backspace").write("m").press("enter").shows("m expires in 1m once").row("▸", "m", "timerfd", "armed").press("w").row("! write m: a timer is set when it is made").press("r").row("read(m, ", "EAGAIN")
	})
}
