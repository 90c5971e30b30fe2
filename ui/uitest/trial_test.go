package uitest

import (
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/ui"
)

// A person asks why a bind failed, tries the remedy in a copy, sees that it helps, and applies it.
func TestTryingInACopy(t *testing.T) {
	begun := 0
	lab := func() (script.Doer, error) {
		begun++
		return engine.New(engine.Options{}), nil
	}
	run(t, setup{w: 120, h: 40, options: ui.Options{Lab: lab}}, func(d *terminal) {
		for _, line := range []string{"s = server 127.0.0.1:0", "c = client @s", "a = accept s", "close a", "close s", "t = socket tcp", "bind t @s"} {
			d.line(line)
		}
		d.row("bind(t,", "EADDRINUSE")
		d.press("shift+tab").shows("▪ Trace").shows("t try in a copy")
		d.press("t").row("try", "setsockopt t SO_REUSEADDR on", "–", "0").row("again", "bind t 127.0.0.1:", "EADDRINUSE", "0")
		d.shows("It helps: bind answers 0 in the copy.").press("esc").hides("It helps").row("▸  7", "EADDRINUSE")
		d.press("y").shows("▸ try").press("t").shows("It helps")
		d.press("enter").hides("It helps", "▸ try").row("bind(t,", "= 0")
		d.press("up", "up", "up", "t").shows("there is nothing to try here")
		if begun != 2 {
			t.Errorf("%d engines were begun", begun)
		}
	})
}

// If there is no lab, the window says why, and the lines can be made on the bench.
func TestTryingWhereThereIsNoLab(t *testing.T) {
	lab := func() (script.Doer, error) {
		return nil, &engine.Unavailable{Reason: "there is no lab here: a kernel without user namespaces"}
	}
	run(t, setup{w: 80, h: 24, options: ui.Options{Lab: lab}}, func(d *terminal) {
		d.line("s = socket tcp").line("bind s 127.0.0.1:0").line("a = accept s")
		d.press("shift+tab").press("t").shows("there is no lab here: a kernel without user namespaces", "enter runs the lines on the bench")
		d.press("enter").row("listen(s, 5) = 0")
	})
}
