package engine

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/engine/swarms"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// planSwarm starts a swarm and waits until its clients are connected, or can't be. The swarm
// then runs beside the script.
func planSwarm(t *task) ([]stage, error) {
	server, err := t.server()
	if err != nil {
		return nil, err
	}
	e := t.engine
	if err := e.admitSwarm(t.step.Swarm.Clients); err != nil {
		return nil, err
	}
	launch := swarms.Launch{
		Step: t.step.String(), Clients: t.step.Swarm.Clients, Address: server, Protocol: t.step.Swarm.Protocol, For: t.step.Swarm.For,
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
				return action{}, fmt.Errorf("the swarm: no client could connect to %s", server)
			}
			if came.Report.Unheard() {
				return action{}, fmt.Errorf("the swarm: nobody takes datagrams at %s: ECONNREFUSED", server)
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
		var err error
		if address, err = t.server(); err != nil { // no swarm is where none may go
			return nil, err
		}
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

// server is the address of the server that the step names, as a swarm is told it. It must be one
// that the session may reach.
func (t *task) server() (string, error) {
	written, marked := t.step.Address.Server()
	addr, err := t.address(written, 0)
	if err != nil {
		return "", err
	}
	prefix, typ := "", unix.SOCK_STREAM
	if marked || t.ofDatagrams(written) {
		prefix, typ = step.DatagramPrefix, unix.SOCK_DGRAM
	}
	return prefix + addr.String(), t.engine.door.Client(typ, addr)
}

// ofDatagrams reports whether an address is @s or @s.peer of a datagram socket.
func (t *task) ofDatagrams(a step.Address) bool {
	ref, ok := strings.CutPrefix(string(a), "@")
	if !ok {
		return false
	}
	s, ok := t.engine.bench.Find(strings.TrimSuffix(ref, ".peer"))
	return ok && datagrams(s)
}

// admitSwarm refuses one swarm too many.
func (e *Engine) admitSwarm(clients int) error {
	running, connected := e.swarms.Running()
	if err := e.bounds.Swarm(running); err != nil {
		return err
	}
	return e.bounds.Room(e.bench.Descriptors()+connected, clients)
}
