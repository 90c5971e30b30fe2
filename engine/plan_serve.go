package engine

import (
	"fmt"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// planServe hands a socket over to the event loop: it is made non-blocking, which the
// loop needs, and then belongs to it. What is served already keeps its protocol; the
// readiness of the loop can be changed that way while it runs.
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
		return t.planWith(service), nil
	}
	e.observe(s)
	switch {
	case !s.Open:
		return nil, fmt.Errorf("%s is closed", s.Name)
	case datagrams(s) && !s.Bound():
		return nil, fmt.Errorf("%s has no address yet: bind it first", s.Name)
	case !datagrams(s) && s.State != step.StateListen:
		return nil, fmt.Errorf("%s does not listen: bind and listen first", s.Name)
	}
	if err := e.door.Serve(s.FD); err != nil {
		return nil, err
	}
	stages := t.planFlag(s, unix.F_GETFL, unix.F_SETFL, unix.O_NONBLOCK, true)
	taken := loop.Service{ID: uint64(s.ID), Name: s.Name, FD: s.FD, Datagram: datagrams(s), Protocol: service.Protocol}
	return append(stages, t.between(func(l *loop.Loop) error {
		if service.Readiness != "" || service.Spin > 0 {
			if err := t.with(l, service); err != nil {
				return err
			}
		}
		if err := e.door.Serve(s.FD); err != nil { // again: another step may have come between
			return err
		}
		if err := l.Serve(taken); err != nil {
			return err
		}
		t.note(fmt.Sprintf("the event loop serves %s on %s with %s", service.Protocol, s.Name, l.Readiness()))
		return nil
	})...), nil
}

// between has something done with the loop between two iterations, and waits for it.
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
		func() (action, error) { return nothing, failed },
	}
}

// nothing is an action without a call.
var nothing = action{call: func(sockets.Kernel) step.Result { return step.Result{Answer: step.AnswerNothing} }}

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

// planUnserve ends the connections of a served socket and gives it back.
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
			return step.Result{Answer: step.AnswerNothing, Got: plural(closed, "connection") + " closed"}
		}}, nil
	}), nil
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
