package why

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// setEvent is a setsockopt that went well, with what it changed.
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
