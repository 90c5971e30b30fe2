package bench

import (
	"strings"
	"testing"
	"unicode/utf8"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

func titlesOf(b *Bench) string {
	var titles []string
	for _, row := range b.Inspector.rows {
		if row.key() == "" {
			titles = append(titles, row.title)
		}
	}
	return strings.Join(titles, ", ")
}

func TestOptionsAreGroupedByPurposeOrByLevel(t *testing.T) {
	b := inspected()
	if got := titlesOf(b); !strings.HasPrefix(got, "descriptors and signals, lifetime, buffers, congestion") {
		t.Errorf("by purpose the groups are %q", got)
	}
	b.Inspector.Regroup()
	if got := titlesOf(b); got != "fcntl, SOL_SOCKET, SOL_TCP" {
		t.Errorf("by level the groups are %q", got)
	}
	for _, want := range []string{"SOL_SOCKET SO_REUSEADDR", "SOL_TCP TCP_MAXSEG", "SOL_TCP TCP_MAXSEG"} {
		b.Inspector.Turn(+1)
		if got := b.Inspector.At(); got != want {
			t.Errorf("the next group begins with %q, not %q", got, want)
		}
	}
	b.Inspector.Turn(-1)
	if got := b.Inspector.At(); got != "SOL_SOCKET SO_REUSEADDR" {
		t.Errorf("the group before begins with %q", got)
	}
	b.Inspector.Regroup()
	if got := titlesOf(b); !strings.HasPrefix(got, "descriptors and signals, lifetime") {
		t.Errorf("by purpose again the groups are %q", got)
	}
}

// busy returns the inspected bench after one option has just changed, with another that it makes no sense
// to set.
func busy() *Bench {
	b := inspected()
	f := b.now
	d := *f.Detail
	d.Options = append([]status.OptionReading(nil), d.Options...)
	d.Options[0].Obstacle = "too late for its bind"
	d.Options[3].Value = "400"
	f.T, f.Detail = 6, &d
	b.Take(f)
	return b
}

func TestEveryWordOfAFilterNarrows(t *testing.T) {
	for filter, want := range map[string]string{
		"recent":           "TCP_MAXSEG",
		"settable so_":     "SO_RCVBUF",
		"changed sol_tcp":  "TCP_MAXSEG",
		"changed buffers":  "SO_RCVBUF",
		"recent buffers":   "",
		"8kib SET":         "SO_RCVBUF",
		"settable lifetim": "",
	} {
		b := busy()
		b.Inspector.Sift(filter)
		if got := optionNames(b); got != want {
			t.Errorf("%q lets through %q, not %q", filter, got, want)
		}
	}
}

func TestWhatHasChangedIsMarkedForAWhile(t *testing.T) {
	b := busy()
	f := b.now
	for _, moment := range []struct {
		t    float64
		want bool
	}{{6.5, true}, {8.9, true}, {6 + recently, false}} {
		f.T = moment.t
		b.Take(f)
		if text := seen(b, 120, 40); strings.Contains(text, "•~TCP_MAXSEG") != moment.want {
			t.Errorf("at %v s the option that changed at 6 s is drawn as\n%s", moment.t, text)
		}
	}
}

func TestTheWholePageSaysWhyAnOptionIsGrey(t *testing.T) {
	b := busy()
	b.Focus, b.Inspector.Full = PaneInspector, true
	text := seen(b, 120, 40)
	for _, want := range []string{"OPTION", "VALUE", "DEFAULT", "ASKED → GRANTED", "WHEN", "ACCEPT", "4KiB → 8KiB", "too late for its bind", "press r:"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q:\n%s", want, text)
		}
	}
}

func TestTheListFitsAtEverySizeInEveryArrangement(t *testing.T) {
	for name, arrange := range map[string]func(*Bench){
		"full":     func(b *Bench) { b.Inspector.Full = true },
		"by level": func(b *Bench) { b.Inspector.Full = true; b.Inspector.Regroup() },
		"filtered": func(b *Bench) { b.Inspector.Sift("settable") },
		"empty":    func(b *Bench) { b.Inspector.Sift("zzz") },
		"compared": func(*Bench) {},
	} {
		b := busy()
		if name == "compared" {
			b, _ = compared()
		}
		b.Focus = PaneInspector
		arrange(b)
		if name == "compared" && b.Inspector.Beside == 0 {
			t.Fatal("nothing is compared")
		}
		for w := 3; w < 220; w += 3 {
			for _, h := range []int{3, 4, 7, 10, 14, 20, 24, 40, 50} {
				rows := strings.Split(strings.TrimSuffix(seen(b, w, h), "\n"), "\n")
				if len(rows) != h {
					t.Fatalf("%s at %d×%d has %d rows", name, w, h, len(rows))
				}
				for _, row := range rows {
					if n := utf8.RuneCountInString(row); n > w {
						t.Fatalf("%s at %d×%d has a row of %d columns: %q", name, w, h, n, row)
					}
				}
			}
		}
	}
}

// The socket that a step is about is selected when the event of the step arrives, even if its row is not
// visible and others have its name.
func TestTheSocketOfAnAwaitedStepIsChosen(t *testing.T) {
	b := New(nil, nil, nil)
	rows := []status.Socket{{ID: 1, Name: "s", Open: true}, {ID: 2, Name: "s_9", Open: true}}
	b.Take(engine.Frame{Sockets: rows, Total: 900})
	b.Await(7)
	b.Take(engine.Frame{Sockets: rows, Total: 900})
	if id := b.Query().Selected; id != 1 {
		t.Fatalf("before the event has come socket %d is chosen", id)
	}
	about := &status.Evidence{Sockets: []status.Observed{{ID: 800, Name: "s_9", Before: &status.Condition{}, After: &status.Condition{}}}}
	b.Take(engine.Frame{Sockets: rows, Total: 900, Events: []engine.Event{{Step: engine.Step{Tag: 7}, Evidence: about}}})
	if id := b.Query().Selected; id != 800 {
		t.Errorf("socket %d is chosen", id)
	}
	b.Take(engine.Frame{Sockets: rows, Total: 900, Detail: &engine.Detail{Socket: status.Socket{ID: 800}}})
	if id := b.Query().Selected; id != 800 {
		t.Errorf("with its detail on the screen, socket %d is chosen", id)
	}
	b.Take(engine.Frame{Sockets: rows, Total: 899})
	if id := b.Query().Selected; id == 800 {
		t.Error("it is gone, and still chosen")
	}
	b.Await(8)
	b.Forget()
	b.Take(engine.Frame{Sockets: rows, Events: []engine.Event{{Step: engine.Step{Tag: 8}, Evidence: about}}})
	if id := b.Query().Selected; id == 800 {
		t.Error("a step of the next engine has the number of one that was awaited of the last, and its socket is chosen")
	}
}
