package program

import (
	"slices"
	"testing"

	"netnet-tui/engine/step"
)

// TestPurposes checks that each verb has a purpose, unless its line says enough or no program has it.
func TestPurposes(t *testing.T) {
	without := []string{"expect", "sleep", "spawn", "roundtrip", "serve", "unserve", "gear", "swarm", "unswarm", "attach"}
	for _, v := range step.Verbs() {
		if has := purposes[v.Name] != ""; has == slices.Contains(without, v.Name) {
			t.Errorf("%s has a purpose: %t", v.Name, has)
		}
	}
	for verb := range purposes {
		if _, ok := step.FindVerb(verb); !ok {
			t.Errorf("there is no verb %s", verb)
		}
	}
}
