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
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/store"
)

func splitRows(text string) []string { return strings.Split(strings.TrimSuffix(text, "\n"), "\n") }

func TestEveryActionHasHelpAndEveryKeyAnAction(t *testing.T) {
	pages := []Page{bench.New()}
	actions := newActionTable(pages)
	if _, err := keymap.New(bindings(pages), actions.has); err != nil {
		t.Error(err) // also where a key means two things in one scope
	}
	if len(actions.by) != len(actions.list) {
		t.Error("two actions have one name")
	}
	bound := map[string]bool{}
	for _, b := range bindings(pages) {
		bound[b.Action] = true
	}
	for _, a := range actions.list {
		if a.Help == "" || strings.HasSuffix(a.Help, ".") || a.Do == nil {
			t.Errorf("%s: its help is %q", a.Name, a.Help)
		}
		if a.Inner && !bound[a.Name] {
			t.Errorf("%s is in no palette and on no key: nobody can reach it", a.Name)
		}
	}
}

func TestEveryVisiblePaneScopeHasATitle(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	for range 3 {
		for _, scope := range s.scopes() {
			if scopeTitles[scope] == "" {
				t.Errorf("the page of keys has no title for %s", scope)
			}
		}
		s.bench.Turn(1)
	}
}

func TestEveryKeyOfTheBenchWritesALineThatParses(t *testing.T) {
	for _, c := range append(calls, call{name: "toggle"}) {
		s, d := begin(t, 120, 40, sample())
		a := s.actions.find(c.name)
		if c.name == "toggle" {
			s.bench.Inspector.Pick("SOL_TCP TCP_NODELAY")
		}
		a.Do(s)
		if s.entry.purpose != nil {
			s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
		}
		if len(d.posted) != 1 {
			t.Errorf("%s posted %q and says %q", c.name, d.posted, s.entry.problem)
		}
	}
	for _, k := range kinds {
		s, d := begin(t, 120, 40, sample())
		s.actions.find(k.name).Do(s)
		if s.entry.purpose != nil {
			s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
		}
		if len(d.posted) != 1 {
			t.Errorf("%s posted %q and says %q", k.name, d.posted, s.entry.problem)
		}
	}
}

func TestTogglingPostsTheOppositeOfWhatIsShown(t *testing.T) {
	s, d := begin(t, 120, 40, sample())
	s.bench.Inspector.Pick("SOL_TCP TCP_NODELAY")
	s.run("toggle")
	s.bench.Inspector.Pick("O_NONBLOCK")
	s.run("toggle")
	if want := []string{"setsockopt a TCP_NODELAY on", "fcntl a O_NONBLOCK off"}; !slices.Equal(d.posted, want) {
		t.Errorf("posted %q", d.posted)
	}
	s.bench.Inspector.Pick("SOL_SOCKET SO_RCVBUF")
	s.run("toggle")
	if !strings.Contains(s.message.text, "not simply on or off") || len(d.posted) != 2 {
		t.Errorf("a size was turned over: %q %q", d.posted, s.message.text)
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
		s.store.Pull.Failed() // nothing is asked for
		s.store.Pull.About = s.bench.Query().Selected
		s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
		if s.store.Pull.Busy() || s.store.Pull.Hurry {
			t.Fatal("a frame without the selected socket is followed by another request at once")
		}
	}
}
