package ui

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/diff"
	"netnet-tui/sessions/player"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/store"
)

// returning is a session whose steps are being run again in another engine. Meanwhile the screen shows the
// session as it was recorded, and the steps that a person posts are held back.
type returning struct {
	*player.Player
	ctx    context.Context
	stop   context.CancelFunc
	events []engine.Event // the steps to make
	asleep []string       // the lines of calls that were still asleep at the end
	held   []engine.Step  // posted meanwhile
	afresh bool           // the engine before has died: nothing is taken back
	said   string         // the progress message last shown

	done   atomic.Int32 // steps made so far
	source store.Source // the other engine
	made   []engine.Event
	differ int // index in made of the first step whose answer differs from before; len(made) if none does
}

// returnedMsg reports that a session has been run again.
type returnedMsg struct {
	of    *returning
	frame engine.Frame
	err   error
}

// Frame returns the session as it was recorded; its network says how many steps have been run again.
func (r *returning) Frame(q engine.Query) (engine.Frame, error) {
	f, err := r.Player.Frame(q)
	f.Still = false
	f.Network = fmt.Sprintf("run again: %d of %s", r.done.Load(), step.Counted(len(r.events), "step"))
	return f, err
}

// progress returns a message that says how many steps have been run again.
func (r *returning) progress() string {
	return fmt.Sprintf("running %s again in a new engine: %d done …", step.Counted(len(r.events), "step"), r.done.Load())
}

// goesOn updates the progress message, unless another message has replaced it.
func (s *Screen) goesOn() {
	if r, ok := s.store.Source.(*returning); ok && s.message.Text == r.said {
		r.said = r.progress()
		s.Say(r.said)
	}
}

// arrived returns a message that says what has been run again.
func (r *returning) arrived() string {
	steps := step.Counted(len(r.made), "step")
	if r.afresh {
		return "the session is back, " + steps + ", in a new engine"
	}
	return "back to " + steps + ", in a new engine"
}

// Post holds a step back for the other engine.
func (r *returning) Post(s engine.Step) error {
	r.held = append(r.held, s)
	return nil
}

// Close cancels the return.
func (r *returning) Close() error {
	r.stop()
	return nil
}

// again makes steps in a new engine. Until that is done the screen shows what they answered before.
func (s *Screen) again(events []engine.Event, asleep []string) tea.Cmd {
	r := &returning{Player: player.New(recording.List(events), len(events)), events: events, asleep: asleep, afresh: s.store.Source == nil}
	r.ctx, r.stop = context.WithCancel(context.Background())
	old, before, start, query := s.store.Source, s.store.Again, s.starter(s.lab), s.Page().Query()
	s.uncover(0)
	r.Arrive(time.Second) // which is soon: the events are in memory
	frame, err := r.Frame(query)
	if err != nil {
		s.Fail(err.Error())
		return nil
	}
	frame.Events, frame.Skipped = events, 0
	next := s.showSession(r, frame)
	r.said = r.progress()
	s.Say(r.said)
	return tea.Batch(next, func() tea.Msg { return r.run(old, before, start, query) })
}

// leave ends the session of a source: it goes on after its first n steps, which are made again elsewhere, as its own
// first again steps were.
func leave(source store.Source, n, again int) error {
	if l, ok := source.(store.Leaver); ok {
		return l.Leave(n, again)
	}
	return source.Close()
}

// run leaves the old engine, whose first before steps were made again themselves, and makes the steps in a new one.
func (r *returning) run(old store.Source, before int, start func() (store.Source, error), query engine.Query) tea.Msg {
	if old != nil {
		_ = leave(old, len(r.events), before) // it may have what the steps are about to ask for, such as a port
	}
	source, err := start()
	if err != nil {
		return returnedMsg{of: r, err: err}
	}
	defer context.AfterFunc(r.ctx, func() { _ = leave(source, 0, len(r.events)) })()
	doer, ok := source.(script.Doer)
	if !ok {
		return returnedMsg{of: r, err: errors.New("this engine does not take steps from a script")}
	}
	r.source = source
	differs, judge := false, diff.Judge{}
	err = again.Make(r.ctx, doer, r.events, func(was, is engine.Event) bool {
		if differs = differs || !judge.Same(was, is); !differs {
			r.differ = len(r.made) + 1
		}
		r.made = append(r.made, is)
		r.done.Store(int32(len(r.made)))
		return true
	})
	for _, line := range r.asleep {
		if s, _, bad := step.ParseLine(line, names(r.made)); bad == nil && err == nil {
			err = source.Post(s)
		}
	}
	msg := returnedMsg{of: r, err: err}
	if err == nil {
		msg.frame, msg.err = source.Frame(query)
	}
	if msg.err != nil {
		_ = source.Close()
	}
	return msg
}

// names returns the names that the steps of events have given.
func names(events []engine.Event) []string {
	var list []string
	for _, e := range events {
		list = append(list, e.Step.Names...)
	}
	return list
}

// returned shows the new engine and posts the steps that were held back.
func (s *Screen) returned(m returnedMsg) tea.Cmd {
	r := m.of
	switch {
	case s.store.Source != store.Source(r):
		if r.source != nil {
			return func() tea.Msg {
				_ = leave(r.source, 0, len(r.events))
				return nil
			}
		}
		return nil
	case m.err != nil:
		return s.died(m.err)
	}
	m.frame.Events, m.frame.Skipped = r.made, 0
	cmds := []tea.Cmd{s.showSession(r.source, m.frame)}
	s.store.Again = len(r.made)
	if r.differ < len(r.made) {
		is := r.made[r.differ]
		was, now := step.Clip(again.Answer(r.events[r.differ])), step.Clip(again.Answer(is))
		s.bench.Trace.Remark(fmt.Sprintf("step %d answered differently: %s before, %s now", is.Seq, was, now))
		s.Fail(fmt.Sprintf("step %d, %s, answered %s before and %s now", is.Seq, step.Clip(is.Text), was, now))
	} else {
		s.Say(r.arrived())
	}
	for _, held := range r.held {
		cmds = append(cmds, s.Post(held))
	}
	return tea.Batch(cmds...)
}
