package remote

import (
	"flag"
	"math/rand/v2"
	"strings"
	"testing"

	"netnet-tui/sessions/why"
)

var (
	randomScripts = flag.Int("scripts", 20, "how many random scripts are held beside strace")
	randomSeed    = flag.Uint64("seed", 1, "the seed of the random scripts")
)

// atOnce is how many random scripts one engine runs.
const atOnce = 20

// TestStraceAgreesOnRandomScripts compares what random scripts do with what strace(1) sees of it, and checks that each
// errno is explained. To run more of them, and others:
//
//	go test ./engine/remote -run RandomScripts -args -scripts 1000 -seed 7
func TestStraceAgreesOnRandomScripts(t *testing.T) {
	t.Logf("%d scripts of seed %d", *randomScripts, *randomSeed)
	calls := 0
	for first := 0; first < *randomScripts && !t.Failed(); first += atOnce {
		var lines []string
		seen, events := underStrace(t, func(tr *traced) {
			for n := first; n < min(first+atOnce, *randomScripts); n++ {
				p := pen{Rand: rand.New(rand.NewPCG(*randomSeed, uint64(n)))}
				for _, text := range p.script() {
					s := line(text)
					tr.events = append(tr.events, *tr.ask(request{Step: &s}).Event)
					lines = append(lines, text)
				}
			}
		}, "--allow-net")
		agree(t, seen, events, harmless)
		past := &why.Past{}
		for _, e := range events {
			calls += len(e.Calls)
			if said := why.Event(past, e); e.Errno() != "" && (said == "" || strings.Contains(said, " answered "+e.Errno()+".")) {
				t.Errorf("%s answers %s, and nothing says why: %q", e.Text, e.Errno(), said)
			}
			past.Add(e)
		}
		if t.Failed() {
			t.Logf("scripts from %d:\n%s", first, strings.Join(lines, "\n"))
		}
	}
	t.Log(calls, "calls were compared")
	if calls < 20**randomScripts {
		t.Errorf("only %d calls were compared", calls)
	}
}
