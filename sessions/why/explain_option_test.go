package why

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// setEvent returns a successful setsockopt with what it changed.
func setEvent(set status.OptionChange) engine.Event {
	return engine.Event{Verb: "setsockopt", Calls: []engine.Call{call("setsockopt", 0, "", "c", "SOL_SOCKET", set.Name, "[1]", "4")},
		Evidence: &status.Evidence{Options: []status.OptionChange{set}}}
}

func TestWhatTheKernelMadeOfAValueIsTold(t *testing.T) {
	text := Event(nil, setEvent(status.OptionChange{Name: "SO_RCVBUF", Before: "128KiB", Asked: "8KiB", After: "16KiB"}))
	if !strings.Contains(text, "8KiB was asked for, and the kernel made 16KiB of it") {
		t.Error(text)
	}
	text = Event(nil, setEvent(status.OptionChange{Name: "SO_KEEPALIVE", Before: "on", Asked: "on", After: "on"}))
	if strings.Contains(text, "asked for") || !strings.Contains(text, "It had that value before") {
		t.Error(text)
	}
}

func TestASlowRoundtripIsExplainedByItsDelayedAcknowledgements(t *testing.T) {
	e := engine.Event{Verb: "roundtrip", Got: "44.0ms", Calls: []engine.Call{{Name: "recvfrom"}},
		Evidence: &status.Evidence{Moved: map[string]int64{"DelayedACKs": 7}}}
	if text := Event(nil, e); !strings.Contains(text, "44.0ms") || !strings.Contains(text, "Nagle") {
		t.Error(text)
	}
	e.Got, e.Evidence.Moved = "0.04ms", nil
	if text := Event(nil, e); strings.Contains(text, "Nagle") {
		t.Error(text)
	}
}

// TestRoundtripsAreCompared times a round trip before and one after an option is set, and then two that differ
// without any delayed ACK.
func TestRoundtripsAreCompared(t *testing.T) {
	past := &Past{}
	c := []status.Observed{{ID: 1, Name: "c"}}
	trip := func(seq uint64, took string) string {
		e := engine.Event{Seq: seq, Line: int(seq), Verb: "roundtrip", Got: took, Step: engine.Step{Verb: "roundtrip", Socket: "c"}, Calls: []engine.Call{{Name: "recvfrom"}}, Evidence: &status.Evidence{Sockets: c}}
		said := Event(past, e)
		past.Add(e)
		return said
	}
	trip(1, "44.0ms")
	set := setEvent(status.OptionChange{Name: "TCP_NODELAY", Before: "off", Asked: "1", After: "on"})
	set.Seq, set.Line, set.Evidence.Sockets = 2, 2, c
	v := &set.Calls[0].Values
	v.Level, v.Option, v.Value = unix.SOL_TCP, unix.TCP_NODELAY, []byte{1, 0, 0, 0}
	past.Add(set)
	if said := trip(3, "0.05ms"); !strings.Contains(said, "880 times as fast as before: 44.0ms then, 0.05ms now; TCP_NODELAY was set between them (line 2).") {
		t.Error(said)
	}
	if said := trip(4, "0.50ms"); strings.Contains(said, "before") {
		t.Error(said)
	}
}
