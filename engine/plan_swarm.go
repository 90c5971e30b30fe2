package engine

import (
	"fmt"
)

// planSwarm starts a swarm and waits until its clients are connected, or can't be. It
// goes on by itself while the script does.
func planSwarm(t *task) ([]stage, error) {
	addr, err := t.address(t.step.Address, 0)
	if err != nil {
		return nil, err
	}
	e := t.engine
	connected := make(chan SwarmReport, 1)
	return []stage{
		func() (action, error) {
			var w *swarming
			w, err := e.startSwarm(addr.String(), *t.step.Swarm, func(r SwarmReport) {
				if r.Connected >= r.Clients || r.Done {
					select {
					case connected <- r:
					default:
					}
				}
				e.deliver(func() { e.swarmTold(w, r) })
			})
			if err != nil {
				return action{}, err
			}
			w.line = t.step.String()
			e.swarms = append(e.swarms, w)
			return action{wait: func() Result {
				select {
				case r := <-connected:
					connected <- r
				case <-t.cancel:
				}
				return Result{Answer: AnswerNothing}
			}}, nil
		},
		func() (action, error) {
			select {
			case r := <-connected:
				if r.Problem != "" {
					return action{}, fmt.Errorf("the swarm: %s", r.Problem)
				}
				t.note(r.String())
			default:
			}
			return nothing, nil
		},
	}, t.reachable(addr)
}

// maxSwarms is how many swarms are remembered.
const maxSwarms = 8

// swarmTold takes note of what a swarm says.
func (e *Engine) swarmTold(w *swarming, r SwarmReport) {
	w.latest = r
	for len(e.swarms) > maxSwarms && e.swarms[0].latest.Done {
		e.swarms = e.swarms[1:]
	}
}

// stopSwarms ends the swarms that still run.
func (e *Engine) stopSwarms() {
	for _, w := range e.swarms {
		w.kill()
	}
}
