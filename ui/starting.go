package ui

import (
	"errors"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/store"
)

// starting is the first engine of a screen, which starts while the terminal is prepared, so that the first
// picture does not wait for it. Requests block until the engine is there, and so do steps typed ahead.
type starting struct {
	done   chan struct{} // closed when source or err is set
	source store.Source
	err    error
}

// startBeside starts an engine without waiting for it.
func startBeside(start func() (store.Source, error)) *starting {
	s := &starting{done: make(chan struct{})}
	go func() {
		defer close(s.done)
		s.source, s.err = start()
	}()
	return s
}

// failed waits for the engine to start and returns the error if it did not.
func (s *starting) failed() error {
	<-s.done
	return s.err
}

// started returns what has started, or nil if nothing has yet. It does not wait, because drawing asks.
func (s *starting) started() store.Source {
	select {
	case <-s.done:
		return s.source
	default:
		return nil
	}
}

// Post posts a step once the engine has started.
func (s *starting) Post(step engine.Step) error {
	if err := s.failed(); err != nil {
		return err
	}
	return s.source.Post(step)
}

// Do makes a step and waits for its event.
func (s *starting) Do(made engine.Step) (engine.Event, error) {
	if err := s.failed(); err != nil {
		return engine.Event{}, err
	}
	doer, ok := s.source.(script.Doer)
	if !ok {
		return engine.Event{}, errors.New("this engine does not take steps from a script")
	}
	return doer.Do(made)
}

// Frame asks the engine for a frame.
func (s *starting) Frame(q engine.Query) (engine.Frame, error) {
	if err := s.failed(); err != nil {
		return engine.Frame{}, err
	}
	return s.source.Frame(q)
}

// recorder returns what records the session, or an error if nothing does.
func (s *starting) recorder() (store.Recorder, error) {
	if err := s.failed(); err != nil {
		return nil, err
	}
	if r, ok := s.source.(store.Recorder); ok {
		return r, nil
	}
	return nil, store.ErrNotRecorded
}

// Record turns the recording, if there is one, on or off.
func (s *starting) Record(on bool) error {
	r, err := s.recorder()
	if err != nil {
		return err
	}
	return r.Record(on)
}

// Mark puts a word at an event of the recording, if there is one.
func (s *starting) Mark(word string, seq uint64) error {
	r, err := s.recorder()
	if err != nil {
		return err
	}
	return r.Mark(word, seq)
}

// First reads the first n events of the recording, if there is one.
func (s *starting) First(n uint64) ([]engine.Event, error) {
	r, err := s.recorder()
	if err != nil {
		return nil, err
	}
	return r.First(n)
}

// Leave ends the engine of a session that goes on in another one.
func (s *starting) Leave(n, again int) error {
	if s.failed() != nil {
		return nil
	}
	return leave(s.source, n, again)
}

// Close ends the engine.
func (s *starting) Close() error {
	if s.failed() != nil {
		return nil
	}
	return s.source.Close()
}
