package ui

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/player"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// Write posts a line, or opens it for editing if it has a [part.Cursor].
func (s *Screen) Write(line string) tea.Cmd { return s.write(line, s.Post) }

// Reveal posts a line and has the bench select the socket that it is about.
func (s *Screen) Reveal(line string) tea.Cmd {
	return s.write(line, func(step engine.Step) tea.Cmd {
		step = s.store.Tags.Tag(step)
		s.bench.Await(step.Tag)
		return s.Post(step)
	})
}

func (s *Screen) write(line string, post func(engine.Step) tea.Cmd) tea.Cmd {
	s.uncover(0)
	if at := strings.Index(line, part.Cursor); at >= 0 {
		s.entry.Open(s, s.editPurpose(), strings.Replace(line, part.Cursor, "", 1), at, true)
		return nil
	}
	parsed, ok, err := step.ParseLine(line, s.store.Roster.Names())
	switch {
	case err != nil: // nothing that a key writes is lost: the line can be corrected
		s.Open(s.editPurpose(), line)
		s.entry.Blame(err)
		return nil
	case !ok:
		return nil
	}
	s.bench.Trace.Follow() // shows its result
	return post(parsed)
}

// stepPurpose returns the prompt for a step.
func (s *Screen) stepPurpose() *part.Purpose {
	return &part.Purpose{Sign: "›", About: "a line of script: one system call", Step: true, Done: s.typedStep}
}

// editPurpose returns the prompt for a step that is written already, and is edited before it is posted.
func (s *Screen) editPurpose() *part.Purpose {
	p := s.stepPurpose()
	p.Edit = true
	return p
}

// typedStep posts a line that was typed, or says what is wrong with it.
func (s *Screen) typedStep(_ part.Host, text string) tea.Cmd {
	text = strings.TrimPrefix(text, ":") // typed out of habit
	parsed, ok, err := step.ParseLine(text, s.store.Roster.Names())
	if err != nil {
		if meant := s.meant(text); meant != "" {
			err = errors.New(meant)
		}
		s.entry.Blame(err)
		return nil
	}
	var posted tea.Cmd
	if ok {
		s.bench.Trace.Follow()
		posted = s.Post(parsed)
	}
	s.turnToSteps()
	return tea.Batch(posted, s.entry.Posted(s, text))
}

// turnToSteps turns to the bench, unless the current page shows the results of steps.
func (s *Screen) turnToSteps() {
	if s.Page().Query().Server == nil {
		s.TurnTo(part.Home)
	}
}

// Post passes a step to the engine.
func (s *Screen) Post(posted engine.Step) tea.Cmd {
	switch err := s.store.Post(posted); {
	case errors.Is(err, store.ErrNoEngine), errors.Is(err, player.ErrNothingRuns):
		s.Fail(err.Error())
		return nil
	case err != nil:
		return s.died(err)
	}
	s.Pull()
	return nil
}

// Queue posts lines one after another, each after the one before has been answered.
func (s *Screen) Queue(lines ...string) tea.Cmd {
	s.store.Queue.Add(lines...)
	s.bench.Trace.Follow()
	return s.goOn()
}

// goOn posts the next line of the queue, unless one is under way.
func (s *Screen) goOn() tea.Cmd {
	if s.store.Source == nil {
		s.store.Queue.Stop()
		s.Fail(store.ErrNoEngine.Error())
		return nil
	}
	return s.postNext(s.store.Queue.Next(s.store.Roster.Names(), &s.store.Tags))
}

func (s *Screen) postNext(next engine.Step, ok bool, err error) tea.Cmd {
	switch {
	case err != nil:
		s.Fail(err.Error())
		return nil
	case !ok:
		return nil
	}
	return s.Post(next)
}
