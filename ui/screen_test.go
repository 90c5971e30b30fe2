package ui

import (
	"os"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/store"
)

func splitRows(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }

func TestEveryActionHasHelpAndCanBeReached(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	for _, a := range s.keys.All() {
		if a.Help == "" || strings.HasSuffix(a.Help, ".") || a.Do == nil && a.Line == nil {
			t.Errorf("%s: its help is %q", a.Name, a.Help)
		}
		if a.Inner && len(s.keys.Of(a.Name)) == 0 {
			t.Errorf("%s is in no palette and on no key: it can not be reached", a.Name)
		}
	}
}

// An action bound in several places has the same help in all of them.
func TestAnActionOfOneNameSaysOneThing(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	groups := s.ownKeys()
	for _, page := range s.pages {
		groups = append(groups, page.Keys()...)
	}
	for _, group := range groups {
		for _, a := range group.Actions {
			if found := s.keys.Find(a.Name); found.Help != a.Help || found.Inner != a.Inner {
				t.Errorf("%s says %q in %s, and elsewhere %q", a.Name, a.Help, group.Scope, found.Help)
			}
		}
	}
}

func TestEveryPlaceHasATitle(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	for _, page := range s.pages {
		s.TurnTo(page.Name())
		for range 3 {
			for _, scope := range s.scopes() {
				if s.keys.Title(scope) == "" {
					t.Errorf("the page of keys has no title for %s", scope)
				}
			}
			s.bench.Turn(1)
		}
	}
}

func TestEveryKeyOfTheBenchWritesALineThatParses(t *testing.T) {
	lines := 0
	for _, group := range bench.New(nil, nil, nil).Keys() {
		for _, a := range group.Actions {
			if a.Line == nil && a.Name != "toggle" || a.Name == "epoll_ctl" || a.Name == "exit" { // the sample has no epoll and no other process
				continue
			}
			lines++
			s, d := begin(t, 120, 40, sample())
			s.bench.Inspector.Pick("SOL_TCP TCP_NODELAY")
			s.keys.Find(a.Name).Run(s)
			if s.entry.Purpose != nil {
				s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
			}
			if len(d.posted) != 1 {
				t.Errorf("%s posted %q:\n%s", a.Name, d.posted, s.text())
			}
		}
	}
	if lines < 27 {
		t.Errorf("only %d keys write a line", lines)
	}
}

func TestTogglingPostsTheOppositeOfWhatIsShown(t *testing.T) {
	s, d := begin(t, 120, 40, sample())
	s.bench.Inspector.Pick("SOL_TCP TCP_NODELAY")
	s.Run("toggle")
	s.bench.Inspector.Pick("O_NONBLOCK")
	s.Run("toggle")
	if want := []string{"setsockopt a TCP_NODELAY on", "fcntl a O_NONBLOCK off"}; !slices.Equal(d.posted, want) {
		t.Errorf("posted %q", d.posted)
	}
	s.bench.Inspector.Pick("SOL_SOCKET SO_RCVBUF")
	s.Run("toggle")
	if !strings.Contains(s.message.Text, "not simply on or off") || len(d.posted) != 2 {
		t.Errorf("a size was turned over: %q %q", d.posted, s.message.Text)
	}
}

func TestTheSelectionIsTheSocketAndNotTheRow(t *testing.T) {
	f := sample()
	s, _ := begin(t, 120, 40, f)
	s.bench.Sockets.Select(2)
	turned := f
	turned.Events = nil
	turned.Sockets = []status.Socket{f.Sockets[2], f.Sockets[1], f.Sockets[0]}
	s.Update(store.FrameMsg{From: s.store.Source, Frame: turned})
	if k, _ := s.bench.Selected(); k.Name != "c" {
		t.Errorf("after the rows were turned round %q is selected", k.Name)
	}
	gone := turned
	gone.Sockets, gone.Total = []status.Socket{f.Sockets[2], f.Sockets[0]}, 2
	gone.Detail = nil
	s.Update(store.FrameMsg{From: s.store.Source, Frame: gone})
	if k, _ := s.bench.Selected(); k.Name != "s" {
		t.Errorf("in place of the row that has gone %q is selected", k.Name)
	}
}

func TestAFrameThatIsTheSameIsNotDrawn(t *testing.T) {
	f := sample()
	s, _ := begin(t, 120, 40, f)
	s.View()
	f.Events = nil
	f.T += 3
	s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
	s.View()
	f.T += 0.2
	s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
	if s.picture.stale {
		t.Error("the screen is drawn again for a frame that shows the same")
	}
	f.Sockets = slices.Clone(f.Sockets)
	f.Sockets[0].State = "CLOSED"
	s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
	if !s.picture.stale {
		t.Error("a change of state is not drawn")
	}
}

func TestAFrameOfAnEngineThatIsGoneIsNotTaken(t *testing.T) {
	s, _ := begin(t, 120, 40, sample())
	other := sample()
	other.PID = 1
	s.Update(store.FrameMsg{From: &desk{}, Frame: other})
	if s.store.Network.PID != 4711 {
		t.Error("a frame of another engine was taken")
	}
}

func TestManySocketsAreScrolledByIdentity(t *testing.T) {
	all := crowd().Sockets
	s, d := begin(t, 80, 24, engine.Frame{})
	serve := func() {
		q := s.bench.Query()
		last := min(q.First+q.Rows, len(all))
		d.frame = engine.Frame{Sockets: all[q.First:last], First: q.First, Total: len(all), Open: len(all)}
		s.Update(store.FrameMsg{From: s.store.Source, Frame: d.frame})
		s.View()
	}
	serve()
	for range 150 {
		s.Update(tea.KeyPressMsg{Code: tea.KeyDown})
		serve()
	}
	if k, _ := s.bench.Selected(); k.ID != all[len(all)-1].ID {
		t.Errorf("at the end %s is selected", k.Name)
	}
	if q := s.bench.Query(); q.Rows > 60 {
		t.Errorf("%d rows are asked for on a screen of 24", q.Rows)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyHome})
	serve()
	if k, _ := s.bench.Selected(); k.ID != all[0].ID {
		t.Errorf("at the beginning %s is selected", k.Name)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnd})
	serve()
	serve()
	if k, _ := s.bench.Selected(); k.ID != all[len(all)-1].ID || !strings.Contains(s.text(), k.Name) {
		t.Errorf("at the end %s is selected:\n%s", k.Name, s.text())
	}
}

// A new socket far down a long table is selected, and visible as soon as its row has arrived.
func TestANewSocketFarDownIsInSight(t *testing.T) {
	all := crowd().Sockets
	s, d := begin(t, 80, 24, engine.Frame{})
	serve := func(events ...engine.Event) {
		q := s.bench.Query()
		last := min(q.First+q.Rows, len(all))
		d.frame = engine.Frame{Sockets: all[q.First:last], First: q.First, Total: len(all), Open: len(all), Events: events}
		if at := slices.IndexFunc(all, func(k status.Socket) bool { return k.ID == q.Selected }); at >= 0 {
			d.frame.Detail, d.frame.Place = &engine.Detail{Socket: all[at]}, at+1
		}
		s.Update(store.FrameMsg{From: s.store.Source, Frame: d.frame})
		s.View()
	}
	serve()
	made := all[len(all)-1]
	serve(engine.Event{Seq: 1, Evidence: &status.Evidence{Sockets: []status.Observed{{ID: made.ID, Name: made.Name, After: &made.Condition}}}})
	serve()
	serve()
	if k, _ := s.bench.Selected(); k.ID != made.ID || !strings.Contains(s.text(), "▸ "+made.Name) {
		t.Errorf("%s is selected, want %s:\n%s", k.Name, made.Name, s.text())
	}
}

func TestATerminalThatCanNotShowIt(t *testing.T) {
	file, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if err := fits(file, file, "xterm"); err == nil || !strings.Contains(err.Error(), "null is not a terminal: run a script instead, with netnet-tui run FILE") {
		t.Errorf("the error is %v", err)
	}
	if _, err := New(Options{Theme: "pink", Start: func() (store.Source, error) { return &desk{}, nil }}); err == nil || !strings.Contains(err.Error(), `no theme "pink": choose one of dark, light, contrast`) {
		t.Errorf("the error is %v", err)
	}
}

func TestASocketThatHasGoneIsNotAskedForAgainAtOnce(t *testing.T) {
	s, d := begin(t, 120, 40, sample())
	f := d.frame
	f.Detail, f.Sockets, f.Total, f.Events = nil, nil, 0, nil
	for range 2 {
		s.store.Pull.Failed() // no frame is requested
		s.store.Pull.About = s.bench.Query().Selected
		s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
		if s.store.Pull.Busy() || s.store.Pull.Hurry {
			t.Fatal("a frame without the selected socket is followed by another request at once")
		}
	}
}
