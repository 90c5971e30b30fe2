package engine

import (
	"testing"

	"netnet-tui/engine/step"
)

// Every verb has a plan, and every plan a verb.
func TestEveryVerbHasAPlan(t *testing.T) {
	plans := planners()
	for _, v := range step.Verbs() {
		if plans[v.Name] == nil {
			t.Errorf("%s has no plan", v.Name)
		}
		delete(plans, v.Name)
	}
	for name := range plans {
		t.Errorf("the table has no verb %s", name)
	}
}

// A verb with an address outside loopback is refused, or fails before that: a new verb with an address can't forget to
// ask the door.
func TestEveryAddressIsJudged(t *testing.T) {
	const outside = "192.0.2.1:80" // TEST-NET-1 of RFC 5737, which is unused
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(2, 2))
	judged := 0
	for _, v := range step.Verbs() {
		for _, p := range v.Params {
			addresses := []step.Address{outside}
			switch p.Role {
			case step.RoleAddress:
			case step.RoleServer:
				addresses = append(addresses, step.DatagramPrefix+outside)
			default:
				continue
			}
			judged++
			for _, address := range addresses {
				e := r.do(v.Name, sock("s"), addr(address), texted("x"), func(s *Step) { s.Swarm = &step.Swarm{Clients: 1} })
				if !e.Refused || e.Problem == "" {
					t.Errorf("%s: refused %t, problem %q, calls %v", e.Text, e.Refused, e.Problem, e.Calls)
				}
			}
		}
	}
	if judged < 6 {
		t.Errorf("only %d verbs take an address", judged)
	}
}
