package engine

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/engine/swarms"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// planServe hands a socket over to the event loop: the socket is made non-blocking, as the loop requires, and then
// belongs to the loop. A socket that is already served keeps its protocol; this is how the readiness of a running loop
// is changed.
func planServe(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	e, service := t.engine, *t.step.Service
	if now, served := e.serving.Protocol(uint64(s.ID)); served {
		if now != service.Protocol {
			return nil, fmt.Errorf("%s is served already, with %s: unserve it first", s.Name, now)
		}
		if service.PktInfo {
			stages, err := t.planPktInfo(s)
			return append(stages, t.between(func(l *loop.Loop) error {
				l.WithPktInfo(uint64(s.ID))
				return t.with(l, service)
			})...), err
		}
		return t.planWith(service), nil
	}
	e.observe(s)
	switch {
	case !s.Open:
		return nil, fmt.Errorf("%s is closed", s.Name)
	case datagrams(s) && !s.Bound():
		return nil, fmt.Errorf("%s has no address yet: bind it first", s.Name)
	case !datagrams(s) && s.State != status.StateListen:
		return nil, fmt.Errorf("%s does not listen: bind and listen first", s.Name)
	}
	if err := e.door.Serve(s.FD); err != nil {
		return nil, err
	}
	stages := t.stagesNonblock(s)
	if service.PktInfo {
		asks, err := t.planPktInfo(s)
		if err != nil {
			return nil, err
		}
		stages = append(stages, asks...)
	}
	taken := loop.Service{ID: uint64(s.ID), Name: s.Name, FD: s.FD, Datagram: datagrams(s), Protocol: service.Protocol, PktInfo: service.PktInfo}
	return append(stages, t.between(func(l *loop.Loop) error {
		if service.Readiness != "" || service.Spin > 0 {
			if err := t.with(l, service); err != nil {
				return err
			}
		}
		if err := e.door.Serve(s.FD); err != nil { // again: another step may have come in between
			return err
		}
		if err := l.Serve(taken); err != nil {
			return err
		}
		t.note(fmt.Sprintf("the event loop serves %s on %s with %s", service.Protocol, s.Name, l.Readiness()))
		return nil
	})...), nil
}

// planPktInfo makes the kernel report at which address each datagram of a socket arrived.
func (t *task) planPktInfo(s *bench.Entry) ([]stage, error) {
	level, option, ok := loop.PktInfoOption(s.Domain)
	if !ok || !datagrams(s) {
		return nil, fmt.Errorf("pktinfo is for IP datagram sockets, and %s is not one: leave it out", s.Name)
	}
	return []stage{func() (action, error) {
		return action{call: func(k sockets.Kernel) step.Result {
			on := binary.NativeEndian.AppendUint32(nil, 1)
			return step.Result{Answer: step.AnswerZero, Errno: sockets.Errno(k.Setsockopt(s.FD, level, option, on))}
		}}, nil
	}}, nil
}

// between runs f on the loop between two iterations, and waits for it.
func (t *task) between(f func(*loop.Loop) error) []stage {
	var failed error
	done := make(chan struct{})
	return []stage{
		func() (action, error) {
			l, err := t.engine.serving.Loop()
			if err != nil {
				return action{}, err
			}
			l.Between(func() {
				failed = f(l)
				t.engine.serving.Rest()
				close(done)
			})
			return t.await(done), nil
		},
		func() (action, error) {
			select {
			case <-done:
				return nothing, failed
			default:
				return action{}, errors.New("the wait was interrupted: the event loop is paused in the middle of an iteration, and will do this when it continues")
			}
		},
	}
}

// planWith changes the readiness of a running loop.
func (t *task) planWith(service step.Service) []stage {
	return t.between(func(l *loop.Loop) error { return t.with(l, service) })
}

func (t *task) with(l *loop.Loop, service step.Service) error {
	name := service.Readiness
	if name == "" {
		name = l.Readiness()
	}
	if err := l.With(name, service.Spin); err != nil {
		return refusal{err}
	}
	return nil
}

// planUnserve closes the connections of a served socket and gives it back.
func planUnserve(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	e := t.engine
	if !e.served(s) {
		return nil, fmt.Errorf("%s is not served", s.Name)
	}
	closed := 0
	return append(t.between(func(l *loop.Loop) (err error) {
		closed, err = l.Unserve(uint64(s.ID))
		return err
	}), func() (action, error) {
		return action{call: func(sockets.Kernel) step.Result {
			return step.Result{Answer: step.AnswerNothing, Got: step.Counted(closed, "connection") + " closed"}
		}}, nil
	}), nil
}

// maxSteps bounds how many calls or iterations one step lets through.
const maxSteps = 100_000

// planGear makes the loop run, slows it, pauses it, or lets some calls through. Those are shown as the calls of the
// step, which ends when the loop has paused again.
func planGear(t *task) ([]stage, error) {
	gear := *t.step.Gear
	l := t.engine.serving.Running()
	if l == nil {
		return nil, errors.New("no event loop runs: serve a socket first")
	}
	switch gear.Word {
	case step.GearRun:
		return t.planShift(l.Run), nil
	case step.GearPause:
		return t.planShift(l.Pause), nil
	case step.GearSlow:
		return t.planShift(func() { l.Slow(gear.N) }), nil
	case step.GearStep:
		return t.planStepped(func() *loop.Stepped { return l.Step(steps(gear)) }), nil
	default:
		return t.planStepped(func() *loop.Stepped { return l.Iterations(steps(gear)) }), nil
	}
}

func steps(g step.Gear) int { return int(math.Min(maxSteps, math.Max(1, g.N))) }

func (t *task) planShift(shift func()) []stage {
	return []stage{func() (action, error) {
		shift()
		return nothing, nil
	}}
}

func (t *task) planStepped(let func() *loop.Stepped) []stage {
	var stepped *loop.Stepped
	return []stage{
		func() (action, error) {
			stepped = let()
			return t.await(stepped.Done), nil
		},
		func() (action, error) {
			t.event.Calls = append(t.event.Calls, stepped.Calls...)
			t.event.Skipped = stepped.Count - len(stepped.Calls)
			if t.interrupted() {
				t.note(fmt.Sprintf("the wait was interrupted after %s; the event loop continues with the rest", step.Counted(stepped.Count, "call")))
			}
			return nothing, nil
		},
	}
}

// planSwarm starts a swarm and waits until its clients are connected, or have failed to. The swarm then runs beside the
// script.
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
	var came swarms.State // the latest state, written on the engine's goroutine until the swarm has begun
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
				t.note(fmt.Sprintf("the wait was interrupted with %d of %d clients known to be connected; the swarm continues", came.Report.Connected, launch.Clients))
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

// planUnswarm ends swarms, and waits until they have ended. Without an address it ends all of them. It is not an error
// if there is none, because its time may have run out just before.
func planUnswarm(t *task) ([]stage, error) {
	address := ""
	if t.step.Address != "" {
		var err error
		if address, err = t.server(); err != nil { // there is no swarm where none is allowed
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
				return step.Result{Answer: step.AnswerNothing, Got: step.Counted(len(last), "swarm") + " stopped"}
			}}, nil
		},
	}, nil
}

// server returns the address of the server that the step names, in the form that a swarm takes. The session must be
// allowed to reach it.
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
