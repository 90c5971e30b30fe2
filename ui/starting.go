package ui

import (
	"errors"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/store"
)

// starting is the first engine of a screen. It starts while the terminal is prepared, because
// a screen is drawn at fixed moments, and one that waited for its engine first would come a
// moment or two later. What is asked of it waits until it is there, and so does what was typed
// ahead.
type starting struct {
	done   chan struct{} // closed when one of these is known
	source store.Source
	err    error
}

// startBeside starts an engine, without waiting for it.
func startBeside(start func() (store.Source, error)) *starting {
	s := &starting{done: make(chan struct{})}
	go func() {
		defer close(s.done)
		s.source, s.err = start()
	}()
	return s
}

// failed waits for the engine, and returns why there is none.
func (s *starting) failed() error {
	<-s.done
	return s.err
}

// Post hands a step over.
func (s *starting) Post(step engine.Step) error {
	if err := s.failed(); err != nil {
		return err
	}
	return s.source.Post(step)
}

// Do makes a step, and waits for what comes of it.
func (s *starting) Do(made engine.Step) (engine.Event, error) {
	if err := s.failed(); err != nil {
		return engine.Event{}, err
	}
	doer, ok := s.source.(script.Doer)
	if !ok {
		return engine.Event{}, errors.New("this engine makes no steps for others")
	}
	return doer.Do(made)
}

// Frame asks for what is on the screen.
func (s *starting) Frame(q engine.Query) (engine.Frame, error) {
	if err := s.failed(); err != nil {
		return engine.Frame{}, err
	}
	return s.source.Frame(q)
}

// recorder is what records the session, or an error where nothing does.
func (s *starting) recorder() (store.Recorder, error) {
	if err := s.failed(); err != nil {
		return nil, err
	}
	if r, ok := s.source.(store.Recorder); ok {
		return r, nil
	}
	return nil, store.ErrNotRecorded
}

// Record turns the recording on or off, where there is one.
func (s *starting) Record(on bool) error {
	r, err := s.recorder()
	if err != nil {
		return err
	}
	return r.Record(on)
}

// Mark sets a word at an event of the recording, where there is one.
func (s *starting) Mark(word string, seq uint64) error {
	r, err := s.recorder()
	if err != nil {
		return err
	}
	return r.Mark(word, seq)
}

// First reads the first events of the recording, where there is one.
func (s *starting) First(n uint64) ([]engine.Event, error) {
	r, err := s.recorder()
	if err != nil {
		return nil, err
	}
	return r.First(n)
}

// Close ends the engine.
func (s *starting) Close() error {
	if s.failed() != nil {
		return nil
	}
	return s.source.Close()
}
