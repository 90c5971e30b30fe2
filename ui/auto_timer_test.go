package ui

import (
	"slices"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/store"
)

// tripped returns the event of a round trip on a socket; setting returns that of setting an option.
func tripped(seq uint64, id status.SocketID, got string) engine.Event {
	return engine.Event{Seq: seq, Verb: "roundtrip", Text: "roundtrip a", Got: got, Calls: []engine.Call{{Name: "recvfrom"}},
		Evidence: &status.Evidence{Sockets: []status.Observed{{ID: id, Name: "a"}}}}
}

func setting(seq uint64, id status.SocketID, before, after string) engine.Event {
	return engine.Event{Seq: seq, Verb: "setsockopt", Text: "setsockopt a TCP_NODELAY " + after, Calls: []engine.Call{{Name: "setsockopt"}},
		Evidence: &status.Evidence{
			Sockets: []status.Observed{{ID: id, Name: "a"}},
			Options: []status.OptionChange{{Socket: id, Level: "SOL_TCP", Name: "TCP_NODELAY", Before: before, Asked: after, After: after}},
		}}
}

// comes shows a frame with new events.
func (s *Screen) comes(f engine.Frame, events ...engine.Event) {
	if d, ok := s.store.Source.(*desk); ok {
		for i := range events {
			d.answer(&events[i])
		}
	}
	f.Events = events
	s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
}

func TestRoundTripsAreTimedAgainAfterAnOptionIsSet(t *testing.T) {
	s, d := begin(t, 120, 40, sample())
	s.bench.Focus = bench.PaneInspector
	s.comes(d.frame, setting(100, 3, "off", "on"))
	if len(d.posted) != 0 {
		t.Fatalf("before any was timed %q is posted", d.posted)
	}
	s.comes(d.frame, tripped(101, 3, "44.0ms"))
	s.comes(d.frame, setting(102, 3, "on", "off"), setting(103, 3, "off", "on"))
	s.comes(d.frame, setting(104, 3, "on", "off"))
	if !slices.Equal(d.posted, []string{"roundtrip a"}) {
		t.Fatalf("while one is under way %q are posted", d.posted)
	}
	s.comes(d.frame, tripped(105, 3, "0.04ms"))
	if !slices.Equal(d.posted, []string{"roundtrip a", "roundtrip a"}) {
		t.Fatalf("what was set meanwhile is not timed: %q", d.posted)
	}
	s.comes(d.frame, tripped(106, 3, "44.1ms"))
	s.bench.Focus = bench.PaneSockets
	s.comes(d.frame, setting(107, 3, "off", "on"))
	if len(d.posted) != 2 {
		t.Errorf("without a viewer %q are posted", d.posted)
	}
}

func TestUndoGoesBackStepByStep(t *testing.T) {
	s, d := begin(t, 120, 40, sample())
	s.comes(d.frame, setting(100, 3, "off", "on"), setting(101, 3, "on", "on"))
	first := setting(102, 3, "128KiB", "8KiB")
	first.Evidence.Options[0].Level, first.Evidence.Options[0].Name = "SOL_SOCKET", "SO_RCVBUF"
	s.comes(d.frame, first)
	s.Run("undo")
	s.comes(d.frame, engine.Event{Seq: 103, Verb: "setsockopt", Text: d.posted[0],
		Evidence: &status.Evidence{Options: []status.OptionChange{{Socket: 3, Level: "SOL_SOCKET", Name: "SO_RCVBUF", Before: "8KiB", After: "128KiB"}}}})
	s.Run("undo")
	if !slices.Equal(d.posted, []string{"setsockopt a SO_RCVBUF 64KiB", "setsockopt a TCP_NODELAY off"}) {
		t.Errorf("posted %q", d.posted)
	}
	s.comes(d.frame)
	s.Run("undo")
	if len(d.posted) != 2 || !s.message.Bad {
		t.Errorf("with nothing left it posts %q and says %q", d.posted, s.message.Text)
	}
}

func TestUndoOfASocketThatHasGoneSaysSo(t *testing.T) {
	s, d := begin(t, 120, 40, sample())
	s.comes(d.frame, setting(100, 77, "off", "on"))
	s.store.Roster.Take(engine.Frame{Sockets: []status.Socket{{ID: 77, Name: "gone"}}})
	s.Run("undo")
	if len(d.posted) != 0 || !s.message.Bad {
		t.Errorf("posted %q, said %q", d.posted, s.message.Text)
	}
}
