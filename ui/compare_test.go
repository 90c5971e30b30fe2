package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/bench"
)

// only returns the sample with its last n sockets, and without any mention of the others.
func only(n int) engine.Frame {
	f := sample()
	f.Sockets = f.Sockets[len(f.Sockets)-n:]
	f.Total, f.Open = n, n
	f.Events = []engine.Event{{Seq: 1, Verb: "accept", Text: "a = accept s nonblock",
		Evidence: &status.Evidence{Sockets: []status.Observed{{ID: 3, Name: "a", After: &f.Detail.Condition}}}}}
	return f
}

func TestTheMostRelatedSocketIsOfferedFirst(t *testing.T) {
	f := sample()
	stranger := status.Socket{ID: 4, Name: "u", Kind: "udp4", Open: true}
	like := status.Socket{ID: 5, Name: "t", Kind: "tcp4", Open: true, Condition: status.Condition{State: "CLOSED"}}
	gone := status.Socket{ID: 6, Name: "z", Kind: "tcp4", Condition: status.Condition{State: "CLOSED"}}
	f.Sockets = append(slices.Clone(f.Sockets), stranger, like, gone)
	s, _ := begin(t, 120, 40, f)
	s.bench.Focus = bench.PaneInspector
	s.key("=", '=')
	text := s.text()
	at := -1
	for _, row := range []string{"▸ s  ", "  c  ", "  t  ", "  u  "} {
		after := strings.Index(text[max(at, 0):], "│ "+row)
		if after < 0 {
			t.Fatalf("%q is not in the list, or not at its place:\n%s", row, text)
		}
		at = max(at, 0) + after + 1
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyDown})
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	if got := s.bench.Query().Compare; got != 2 || len(s.overlays) != 0 {
		t.Errorf("the second one chosen, socket %d is asked for", got)
	}
	s.key("=", '=')
	if got := s.bench.Query().Compare; got != 0 {
		t.Errorf("after the comparison socket %d is asked for", got)
	}
}

func TestTheOnlyOtherSocketIsComparedWithAtOnce(t *testing.T) {
	s, _ := begin(t, 120, 40, only(2))
	s.bench.Focus = bench.PaneInspector
	s.key("=", '=')
	if got := s.bench.Query().Compare; got != 2 || len(s.overlays) != 0 {
		t.Errorf("socket %d is asked for, behind %d overlays", got, len(s.overlays))
	}
}

func TestASocketAloneIsComparedWithNothing(t *testing.T) {
	s, _ := begin(t, 120, 40, only(1))
	s.bench.Focus = bench.PaneInspector
	s.key("=", '=')
	if !s.message.Bad || !strings.Contains(s.message.Text, "no other socket") || s.bench.Query().Compare != 0 {
		t.Errorf("it says %q", s.message.Text)
	}
}
