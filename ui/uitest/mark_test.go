package uitest

import (
	"fmt"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/ui"
	"netnet-tui/ui/store"
)

// taking is an engine whose recording accepts marks.
type taking struct {
	*engine.Engine
	marks chan string
}

func (taking) Record(bool) error { return nil }

func (taking) First(uint64) ([]engine.Event, error) { return nil, nil }

func (r taking) Mark(word string, seq uint64) error {
	r.marks <- fmt.Sprintf("%d %s", seq, word)
	return nil
}

// A word is put at an event, shown there, and removed.
func TestAnEventIsMarked(t *testing.T) {
	marks := make(chan string, 9)
	start := func() (store.Source, error) { return taking{engine.New(engine.Options{}), marks}, nil }
	run(t, setup{w: 100, h: 30, options: ui.Options{Start: start}}, func(d *terminal) {
		d.line("s = socket tcp").line("close s").press("shift+tab").shows("▪ Trace", "M mark")
		d.press("up", "M").write("odd").press("enter").row("▸", "1", "◆ odd", "socket(")
		d.press("M").write("\x15").press("enter").hides("◆ odd").row("▸", "1", "socket(")
	})
	for _, want := range []string{"1 odd", "1 "} {
		if got := <-marks; got != want {
			t.Errorf("the mark is %q, want %q", got, want)
		}
	}
	run(t, setup{w: 100, h: 30}, func(d *terminal) {
		d.line("s = socket tcp").press("shift+tab", "M").shows("this session is not recorded")
	})
}
