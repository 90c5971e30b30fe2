package engine

import (
	"fmt"

	"netnet-tui/engine/step"
	"netnet-tui/engine/swarms"
	"netnet-tui/sockets"
)

// planSwarm starts a swarm and waits until its clients are connected, or can't be. The swarm
// then runs beside the script.
func planSwarm(t *task) ([]stage, error) {
	addr, err := t.address(t.step.Address, 0)
	if err != nil {
		return nil, err
	}
	e := t.engine
	if err := e.admitSwarm(addr, t.step.Swarm.Clients); err != nil {
		return nil, err
	}
	launch := swarms.Launch{
		Step: t.step.String(), Clients: t.step.Swarm.Clients, Address: addr.String(), Protocol: t.step.Swarm.Protocol, For: t.step.Swarm.For,
		AllowNet: e.options.AllowNet || e.options.Lab, AllowUnix: e.options.AllowUnix || e.options.Lab,
	}
	ready := make(chan struct{})
	began := false
	var came swarms.State // the latest, on the engine's goroutine, until the swarm has begun
	return []stage{
		func() (action, error) {
			err := e.swarms.Start(launch, func(s swarms.State) {
				if began {
					return
				}
				came = s
				if began = s.Report.Connected >= launch.Clients || s.Done; began {
					close(ready)
				}
			})
			if err != nil {
				return action{}, err
			}
			return t.await(ready), nil
		},
		func() (action, error) {
			if !began {
				began = true
				t.note(fmt.Sprintf("the wait was interrupted with %d of %d clients known to be connected; the swarm goes on", came.Report.Connected, launch.Clients))
				return nothing, nil
			}
			if came.Problem != "" {
				return action{}, refusal{fmt.Errorf("the swarm: %s", came.Problem)}
			}
			if came.Done && came.Report.Connections == 0 {
				return action{}, fmt.Errorf("the swarm: no client could connect to %s", addr)
			}
			if came.Report.First != nil {
				return action{}, fmt.Errorf("the swarm: %s", came.Summary())
			}
			t.note(came.Summary())
			return nothing, nil
		},
	}, nil
}

// planUnswarm ends swarms, and waits until they have ended. Without an address it ends all. That
// there is none, because its time was over just before, is not an error.
func planUnswarm(t *task) ([]stage, error) {
	address := ""
	if t.step.Address != "" {
		addr, err := t.address(t.step.Address, 0)
		if err == nil {
			err = t.engine.door.Stream(addr) // no swarm is where none may go
		}
		if err != nil {
			return nil, err
		}
		address = addr.String()
	}
	var states func() []swarms.State
	return []stage{
		func() (action, error) {
			var ended <-chan struct{}
			ended, states = t.engine.swarms.Stop(address)
			return t.await(ended), nil
		},
		func() (action, error) {
			last := states()
			for _, s := range last {
				t.note(s.Step + ": " + s.Outcome())
			}
			return action{call: func(sockets.Kernel) step.Result {
				return step.Result{Answer: step.AnswerNothing, Got: plural(len(last), "swarm") + " stopped"}
			}}, nil
		},
	}, nil
}

// admitSwarm refuses a swarm to an address that the session may not reach, and one too many.
func (e *Engine) admitSwarm(to sockets.Addr, clients int) error {
	if err := e.door.Stream(to); err != nil {
		return err
	}
	running, connected := e.swarms.Running()
	if err := e.bounds.Swarm(running); err != nil {
		return err
	}
	return e.bounds.Room(e.bench.Descriptors()+connected, clients)
}
