package uitest

import (
	"strings"
	"testing"

	"netnet-tui/ui"
)

// A recording that is opened over open sockets asks first, and putting it away leads to a bench that can be used.
func TestARecordingIsOpenedAndLeft(t *testing.T) {
	s := &shelf{}
	s.record(t, "small", "s = socket tcp\nbind s 127.0.0.1:0\n")
	run(t, setup{w: 120, h: 40, options: ui.Options{Archive: s}}, func(d *terminal) {
		d.line("x = socket udp").press("4", "enter").shows("A socket is open. Another session closes it").press("esc", "1").row("x ", "udp4")
		d.press("4", "enter", "y").shows("▪ small.jsonl", "next 1 of 2").hides("udp4").press("a").row("s ", "tcp4").press("ctrl+n").row("! this is a recording: ctrl-w leaves it")
		d.press("ctrl+w").shows("Welcome", "0 sockets open").hides("small.jsonl").press("n", "t").row("s ", "tcp4")
	})
}

// The sockets of a recording are not open: nothing is lost by leaving it.
func TestARecordingIsLeftWithoutAQuestion(t *testing.T) {
	begin, _ := recorded(t, spoken, strings.NewReplacer())
	run(t, begin, func(d *terminal) {
		d.press("a").shows("at the end")
		d.press("q").ended()
	})
}

// A lesson begins a session of its own: it asks before it closes sockets, and of the script beside them no line has
// been made there.
func TestALessonOverAScript(t *testing.T) {
	begin := opened(t, 120, 40, "demo.netnet", demo)
	file := begin.options.File
	begin.options = lessons(t)
	begin.options.File = file
	run(t, begin, func(d *terminal) {
		d.press("space", "space").row("✓", "3", "nonblock s").press("3", "enter").shows("A socket is open. Another session closes it").press("y", "space").shows("▸").hides("demo.netnet")
		d.press("esc").shows("▪ demo.netnet", "next 2 of 9").row("▸→", "2", "s = server").hides("✓")
	})
}
