package bench

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
)

// watching returns a bench with an epoll selected.
func watching(ready string, list ...status.Interest) *Bench {
	b := New(nil, nil, nil)
	e := status.Socket{ID: 1, Name: "e", FD: 7, Kind: status.KindEpoll, Open: true, Condition: status.Condition{Ready: ready}}
	b.Focus = PaneInspector
	b.Take(engine.Frame{T: 5, Sockets: []status.Socket{e}, Total: 1, Detail: &engine.Detail{Socket: e, Can: e.Abilities(), Interests: list}})
	return b
}

func TestTheInterestListSaysWhatEpollWaitTells(t *testing.T) {
	b := watching("in",
		status.Interest{FD: 9, Name: "a", Events: engine.PollIn | engine.EpollET, Ready: "in|out"},
		status.Interest{FD: 8, Name: "s", Events: engine.PollIn | engine.EpollExclusive, Ready: "in"},
		status.Interest{FD: 10, Name: "c", Events: engine.EpollOneshot, Spent: true, Ready: "in"},
		status.Interest{FD: 11, Name: "x", Events: engine.PollIn | engine.PollRdhup, Ready: "out", Gone: true},
		status.Interest{FD: 12, Events: engine.PollOut})
	for _, w := range []int{44, 80, 120} {
		text := seen(b, w, 40)
		for _, want := range []string{"can do  epoll_ctl epoll_wait close", "watches 5  epoll_wait reports 1  perhaps 1  spent 1"} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(want), " ")) && w > 60 {
				t.Errorf("at %d it lacks %q:\n%s", w, want, text)
			}
		}
		rows := map[string]string{}
		for row := range strings.Lines(text) {
			if fields := strings.Fields(strings.Trim(row, "│ \n▸•!")); len(fields) > 1 {
				rows[fields[0]] = strings.Join(fields[1:], " ")
			}
		}
		for name, want := range map[string]string{"a": "perhaps in", "s": "reports in", "c": "spent", "x": "nothing", "fd": "not known"} {
			if !strings.Contains(rows[name], want) {
				t.Errorf("at %d the row of %s is %q and lacks %q:\n%s", w, name, rows[name], want, text)
			}
		}
	}
	if strings.Index(seen(b, 80, 40), "  s ") > strings.Index(seen(b, 80, 40), "  a ") {
		t.Error("the rows are not in the order of their descriptors")
	}
}

func TestAnEntryOfAnInterestListExplainsItself(t *testing.T) {
	for _, tt := range []struct {
		ready string
		entry status.Interest
		want  string
		enter string // why enter is refused, "" if it is not
	}{
		{"in", status.Interest{FD: 9, Name: "a", Events: engine.PollIn, Ready: "in|out"}, "every time, as long as that lasts", ""},
		{"in", status.Interest{FD: 9, Name: "a", Events: engine.PollIn | engine.EpollET, Ready: "in|out"}, "once, until something new arrives", ""},
		{"none", status.Interest{FD: 9, Name: "a", Events: engine.PollIn | engine.EpollET, Ready: "in|out"}, "was reported already, and nothing new has arrived since", ""},
		{"none", status.Interest{FD: 9, Name: "a", Events: engine.EpollOneshot, Spent: true, Ready: "in"}, "disarmed until MOD", ""},
		{"none", status.Interest{FD: 9, Name: "a", Events: engine.PollIn, Ready: "out"}, "poll says out", ""},
		{"none", status.Interest{FD: 9, Name: "a", Events: engine.PollIn, Ready: "out", Gone: true}, "epoll_ctl can no longer name it", "a is closed"},
		{"in", status.Interest{FD: 9, Name: "a", Events: engine.PollIn | engine.EpollExclusive, Ready: "in"}, "level-triggered", "which mod refuses"},
		{"in", status.Interest{FD: 9, Events: engine.PollIn}, "not a descriptor on the bench", "no name on the bench"},
	} {
		b := watching(tt.ready, tt.entry)
		row, ok := b.Inspector.Chosen()
		if !ok || row.interest == nil {
			t.Fatalf("the entry is not chosen: %+v", row)
		}
		var said strings.Builder
		for _, line := range b.Inspector.about(row, 400, 20) {
			said.WriteString(line.String() + "\n")
		}
		if !strings.Contains(said.String(), tt.want) {
			t.Errorf("%+v: it lacks %q:\n%s", tt.entry, tt.want, said.String())
		}
		if got := b.noOption(nil); (got == "") != (tt.enter == "") || !strings.Contains(got, tt.enter) {
			t.Errorf("%+v: enter is refused by %q, want %q", tt.entry, got, tt.enter)
		}
	}
}

func TestAnEmptyInterestListSaysHowItIsFilled(t *testing.T) {
	if text := seen(watching("none"), 70, 30); !strings.Contains(text, "its interest list is empty: e adds to it") || strings.Contains(text, "Recv-Q") {
		t.Errorf("it says\n%s", text)
	}
}

func TestAnInterestListOfAnySizeIsDrawn(t *testing.T) {
	var list []status.Interest
	for fd := range 60 {
		list = append(list, status.Interest{FD: fd, Name: "a long name", Events: engine.PollIn | engine.EpollET, Ready: "in|out|rdhup"})
	}
	b := watching("in", list...)
	for w := 3; w < 100; w += 5 {
		for h := 3; h < 60; h += 3 {
			c := canvas.New(w, h)
			b.Inspector.draw(c, c.Rect, b)
		}
	}
}

// The interest list of an epoll in a forked process cannot be read here, and is not said to be empty.
func TestTheInterestListOfAnotherProcessIsNotSaidToBeEmpty(t *testing.T) {
	b := watching("none")
	if text := seen(b, 120, 40); !strings.Contains(text, "its interest list is empty") {
		t.Errorf("an epoll that watches nothing:\n%s", text)
	}
	b.Inspector.detail.Process = "k"
	if text := seen(b, 120, 40); !strings.Contains(text, "its interest list can be read in process k only") || strings.Contains(text, "empty") {
		t.Errorf("an epoll of process k:\n%s", text)
	}
}

// A descriptor whose process has ended says how that ended.
func TestARowSaysHowItsProcessEnded(t *testing.T) {
	b := New(nil, nil, nil)
	s := status.Socket{ID: 1, Name: "k_s", FD: 7, Kind: "tcp4", Process: "k", Ended: "process k was ended by SIGKILL"}
	b.Focus = PaneInspector
	b.Take(engine.Frame{T: 5, Sockets: []status.Socket{s}, Total: 1, Detail: &engine.Detail{Socket: s}})
	if text := seen(b, 120, 40); !strings.Contains(text, "process k was ended by SIGKILL") {
		t.Errorf("it is not said:\n%s", text)
	}
}
