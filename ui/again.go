package ui

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/player"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// returning is a session that is being made again, in another engine. Until that is done the screen shows
// the session as it was recorded, and keeps the steps that a person posts meanwhile.
type returning struct {
	*player.Player
	ctx    context.Context
	stop   context.CancelFunc
	events []engine.Event // the steps that are made
	asleep []string       // calls that sleep behind them
	held   []engine.Step  // posted meanwhile

	source store.Source // the other engine, where they have been made
	made   []engine.Event
	differ int // the first of those that has another answer than before; len(made) for none
}

// returnedMsg says that a session has been made again.
type returnedMsg struct {
	of    *returning
	frame engine.Frame
	err   error
}

// Post keeps a step for the other engine.
func (r *returning) Post(s engine.Step) error {
	r.held = append(r.held, s)
	return nil
}

// Close ends it.
func (r *returning) Close() error {
	r.stop()
	return nil
}

// sessionAgain makes the session again after an engine has died.
func (s *Screen) sessionAgain() part.Action {
	return part.Action{Name: "session-again", Keys: part.Key("a"), Label: "session again", Help: "begin a new engine, and make the session again up to its last answer", Inner: true,
		Why: func(h part.Host) string {
			if events, _ := s.bench.Session(); len(events) == 0 {
				return "no step has been answered that could be made again"
			}
			return s.engineLives(h)
		},
		Do: func(part.Host) tea.Cmd {
			events, _ := s.bench.Session()
			return s.Return(uint64(len(events)))
		}}
}

// Return brings the session back to its first n steps: they are made again in a new engine, and meanwhile
// the screen shows what they answered before.
func (s *Screen) Return(n uint64) tea.Cmd {
	if p := s.played(); p != nil {
		return s.play(p, n)
	}
	events, blocked := s.bench.Session()
	switch last := uint64(len(events)); {
	case s.starting:
		s.Fail("a new engine is on its way")
		return nil
	case last > 0 && (events[0].Seq != 1 || events[last-1].Seq != last):
		s.Fail("the first steps of this session are no longer kept, and all of them would have to be made again")
		return nil
	case n < last:
		events = events[:n]
	}
	if why := again.Obstacle(events); why != "" {
		s.Fail("the steps before can't be made again. " + why)
		return nil
	}
	return s.again(events, sleeping(blocked, events, s.bench.T))
}

// again makes steps in a new engine, and shows what they answered before until that is done.
func (s *Screen) again(events []engine.Event, asleep []string) tea.Cmd {
	r := &returning{Player: player.New(player.Kept(events), len(events)), events: events, asleep: asleep}
	r.ctx, r.stop = context.WithCancel(context.Background())
	old, start, query := s.store.Source, s.starter(s.lab), s.Page().Query()
	s.uncover(0)
	r.Arrive(time.Second) // which is soon: the events are in memory
	frame, err := r.Frame(query)
	if err != nil {
		s.Fail(err.Error())
		return nil
	}
	frame.Events, frame.Skipped = events, 0
	next := s.showSession(r, frame)
	s.Say(fmt.Sprintf("%s made again in a new engine …", areSteps(len(events))))
	return tea.Batch(next, func() tea.Msg { return r.run(old, start, query) })
}

// sleeping are the calls that had begun when the last of some events ended, and have not returned. Those
// that a step has spawned come with that.
func sleeping(blocked []engine.Blocked, events []engine.Event, now float64) []string {
	spawned := map[string]bool{}
	end := 0.0
	for _, e := range events {
		spawned[e.Step.Task] = spawned[e.Step.Task] || e.Verb == "spawn"
		end = max(end, e.T+e.Took)
	}
	var lines []string
	for _, b := range blocked {
		if !b.Done && !spawned[b.Task] && now-b.For.Seconds() < end {
			lines = append(lines, b.Step)
		}
	}
	return lines
}

func areSteps(n int) string {
	if n == 1 {
		return "1 step is"
	}
	return fmt.Sprintf("%d steps are", n)
}

// run ends the old engine, and makes the steps in a new one.
func (r *returning) run(old store.Source, start func() (store.Source, error), query engine.Query) tea.Msg {
	if old != nil {
		_ = old.Close() // it may have what the steps are about to ask for, such as a port
	}
	source, err := start()
	if err != nil {
		return returnedMsg{of: r, err: err}
	}
	defer context.AfterFunc(r.ctx, func() { _ = source.Close() })()
	doer, ok := source.(script.Doer)
	if !ok {
		return returnedMsg{of: r, err: errors.New("this engine makes no steps for others")}
	}
	r.source = source
	differs := false
	err = again.Make(r.ctx, doer, r.events, func(was, is engine.Event) bool {
		if differs = differs || !again.Same(was, is); !differs {
			r.differ = len(r.made) + 1
		}
		r.made = append(r.made, is)
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

// names are those that steps have given.
func names(events []engine.Event) []string {
	var list []string
	for _, e := range events {
		list = append(list, e.Step.Names...)
	}
	return list
}

// returned shows the new engine, and hands over what has been posted meanwhile.
func (s *Screen) returned(m returnedMsg) tea.Cmd {
	r := m.of
	switch {
	case s.store.Source != store.Source(r):
		if r.source != nil {
			return func() tea.Msg {
				_ = r.source.Close()
				return nil
			}
		}
		return nil
	case m.err != nil:
		return s.died(m.err)
	}
	m.frame.Events, m.frame.Skipped = r.made, 0
	cmds := []tea.Cmd{s.showSession(r.source, m.frame)}
	if r.differ < len(r.made) {
		was, is := r.events[r.differ], r.made[r.differ]
		s.bench.Trace.Remark(fmt.Sprintf("step %d has answered otherwise: %s before, %s now", is.Seq, again.Answer(was), again.Answer(is)))
		s.Fail(fmt.Sprintf("step %d, %s, answered %s before and %s now", is.Seq, step.Clip(is.Text), again.Answer(was), again.Answer(is)))
	} else {
		s.Say(fmt.Sprintf("back behind %s, in a new engine", steps(len(r.made))))
	}
	for _, held := range r.held {
		cmds = append(cmds, s.Post(held))
	}
	return tea.Batch(cmds...)
}
