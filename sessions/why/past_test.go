package why

import (
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// A process that ends by itself closes its descriptors too. That is recorded once, when they are next
// observed.
func TestAProcessThatEndsByItselfHasClosed(t *testing.T) {
	seen := func(seq uint64, ended string) engine.Event {
		o := observed("k_s", listener(0, 5), listener(0, 5))
		o.ID, o.Detail = 7, &status.Detail{Ended: ended}
		return engine.Event{Seq: seq, Verb: "show", Evidence: &status.Evidence{Sockets: []status.Observed{o}}}
	}
	p := &Past{}
	p.Add(seen(1, ""))
	p.Add(seen(2, "process k was ended by SIGKILL"))
	p.Add(seen(3, "process k was ended by SIGKILL"))
	deeds := p.stories[7].Deeds
	if len(deeds) != 1 || deeds[0].Call.Name != engine.SysClose || deeds[0].Seq != 2 {
		t.Errorf("what is remembered is %+v", deeds)
	}
}
