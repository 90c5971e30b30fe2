package uitest

import (
	"errors"
	"sync"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui"
	"netnet-tui/ui/store"
)

// scripted is an engine whose frames the test decides: a call that sleeps in the kernel would stop the time
// of the bubble.
type scripted struct {
	mu     sync.Mutex
	frame  engine.Frame
	posted []string
	dead   bool
	asked  int // frames requested
	began  time.Time
	stuck  chan struct{} // frames block until it is closed
}

var errDead = errors.New("the engine's process ended: signal: killed")

func (s *scripted) Post(step engine.Step) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dead {
		return errDead
	}
	s.posted = append(s.posted, step.String())
	return nil
}

func (s *scripted) Frame(engine.Query) (engine.Frame, error) {
	s.mu.Lock()
	stuck := s.stuck
	s.mu.Unlock()
	if stuck != nil {
		<-stuck
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if s.dead {
		return engine.Frame{}, errDead
	}
	f := s.frame
	if s.began.IsZero() {
		s.began = time.Now()
	}
	f.T += time.Since(s.began).Seconds()
	return f, nil
}

func (s *scripted) Close() error { return nil }

// halt blocks all frames until the function it returns is called.
func (s *scripted) halt() (goOn func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stuck := make(chan struct{})
	s.stuck = stuck
	return sync.OnceFunc(func() { close(stuck) })
}

// frames returns how many have been requested.
func (s *scripted) frames() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked
}

// kill simulates the death of the process.
func (s *scripted) kill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dead = true
}

func (s *scripted) lines() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.posted...)
}

// blockedBench returns a bench on which c sleeps in recv.
func blockedBench() *scripted {
	c := status.Socket{ID: 1, Name: "c", FD: 7, Kind: "tcp4", Domain: 2, Type: 1, Origin: "socket", Open: true, Busy: "recv",
		Condition: status.Condition{State: "ESTABLISHED", Local: "127.0.0.1:4000", Peer: "127.0.0.1:5000", Ready: "out"}}
	return &scripted{frame: engine.Frame{
		T: 10, Network: "private lab", PID: 42, Open: 1, Total: 1, Sockets: []status.Socket{c},
		Detail:  &engine.Detail{Socket: c, Can: []status.Ability{{Verb: "close"}}},
		Events:  []engine.Event{{Seq: 1, Text: "c = socket tcp", Verb: "socket", Got: "7", Calls: []engine.Call{{Name: "socket", Args: []string{"AF_INET"}, Ret: 7, Note: "<c>"}}}},
		Blocked: []engine.Blocked{{Task: "recv1", Step: "recv c 100", Verb: "recv", Socket: 1, For: 3200 * time.Millisecond}},
	}}
}

func optionsWith(s *scripted) ui.Options {
	return ui.Options{Start: func() (store.Source, error) { return s, nil }}
}
