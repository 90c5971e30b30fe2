package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/goldentest"
	"netnet-tui/ui/store"
)

// told is an engine that gives the answers it was told, and then 0.
type told struct{ answers []string }

func (e *told) Do(s engine.Step) (engine.Event, error) {
	event := engine.Event{Verb: s.Verb, Step: s, Text: s.String(), Got: "0", Calls: []engine.Call{{}}}
	if len(e.answers) > 0 {
		if errno := e.answers[0]; errno != "" {
			event.Got, event.Calls[0].Errno = errno, errno
		}
		e.answers = e.answers[1:]
	}
	return event, nil
}

func (e *told) Close() error { return nil }

// failed returns a bench on which accept failed because nothing had called listen.
func failed() engine.Frame {
	f := sample()
	f.Events = nil
	condition := status.Condition{Local: "127.0.0.1:7000", State: status.StateClosed}
	for i, line := range []string{"s = socket tcp", "bind s 127.0.0.1:7000", "a = accept s"} {
		s, _, _ := step.ParseLine(line, []string{"s"})
		e := engine.Event{Seq: uint64(i + 1), Verb: s.Verb, Step: s, Text: line, Got: "0"}
		e.Calls = []engine.Call{call1(s.Verb, 0, "", "s")}
		e.Evidence = &status.Evidence{Sockets: []status.Observed{{ID: 1, Name: "s", Kind: status.Kind{Domain: engine.AFInet, Type: engine.SockStream}, Before: &condition, After: &condition}}}
		if s.Verb == "accept" {
			e.Got, e.Calls[0] = "EINVAL", call1("accept4", -1, "EINVAL", "s", "NULL", "0")
			e.Calls[0].Values.FD = engine.Descriptor{Name: "s", Number: 7}
		}
		f.Events = append(f.Events, e)
	}
	return f
}

// The window of a trial: the steps made in the copy, and that the fix helps.
func TestGoldenTrial(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		f := failed()
		d := &desk{frame: f}
		s, err := New(Options{Theme: "dark", Start: func() (store.Source, error) { return d, nil },
			Lab: func() (script.Doer, error) { return &told{answers: []string{"", "", "EINVAL"}}, nil }})
		if err != nil {
			t.Fatal(err)
		}
		s.Update(tea.WindowSizeMsg{Width: size.w, Height: size.h})
		s.sees(f)
		for range 2 {
			s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
		}
		_, cmd := s.Update(tea.KeyPressMsg{Code: 't', Text: "t"})
		for cmd != nil {
			cmd = s.deliver(t, cmd)
		}
		goldentest.Same(t, fmt.Sprintf("trial-%dx%d", size.w, size.h), s.below())
	}
}
