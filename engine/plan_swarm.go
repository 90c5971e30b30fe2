package engine

import (
	"fmt"

	"netnet-tui/engine/step"
)

// planSwarm starts a swarm and waits until its clients are connected, or can't be. It
// goes on by itself while the script does.
func planSwarm(t *task) ([]stage, error) {
	addr, err := t.address(t.step.Address, 0)
	if err != nil {
		return nil, err
	}
	e := t.engine
	if err := e.admitSwarm(addr, t.step.Swarm.Clients); err != nil {
		return nil, err
	}
	ready := make(chan SwarmState, 1)
	var came SwarmState
	return []stage{
		func() (action, error) {
			w := &swarming{clients: t.step.Swarm.Clients, state: SwarmState{Step: t.step.String()}}
			w.process, err = e.startSwarm(addr.String(), *t.step.Swarm, func(s SwarmState) {
				if s.Report.Connected >= t.step.Swarm.Clients || s.Done {
					select {
					case ready <- s:
					default: // it was told before
					}
				}
				e.deliver(func() { w.tell(s) })
			})
			if err != nil {
				return action{}, err
			}
			e.remember(w)
			return action{wait: func() step.Result {
				select {
				case came = <-ready:
				case <-t.cancel:
				}
				return step.Result{Answer: step.AnswerNothing}
			}}, nil
		},
		func() (action, error) {
			if came.Problem != "" {
				return action{}, refusal{fmt.Errorf("the swarm: %s", came.Problem)}
			}
			if came.Done && came.Report.Connections == 0 {
				return action{}, fmt.Errorf("the swarm: nobody could connect to %s", addr)
			}
			if came.Report.First != nil {
				return action{}, fmt.Errorf("the swarm: %s", came.told())
			}
			t.note(came.told())
			return nothing, nil
		},
	}, nil
}
