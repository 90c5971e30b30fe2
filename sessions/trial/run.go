package trial

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/script"
)

// Start starts an engine in a separate lab.
type Start func() (script.Doer, error)

// patience is how long a repeated step that found nothing keeps asking: what the lines have started may need its time.
const patience = time.Second

// Run makes a trial, and calls tell with each step that the copy has made. It returns when all are made, when one can't
// be made, or when ctx has ended; the copy is gone by then. The error is that of Start, of a line that does not parse,
// or says why the copy was given up.
func Run(ctx context.Context, start Start, t Trial, tell func(Made)) (Report, error) {
	if why := t.Obstacle(); why != "" {
		return Report{}, errors.New(why)
	}
	tries, once, err := t.tries()
	if err != nil {
		return Report{}, err
	}
	e, err := start()
	if err != nil {
		return Report{}, err
	}
	defer func() { _ = e.Close() }()
	defer context.AfterFunc(ctx, func() { _ = e.Close() })() // ends the step under way
	c := &copied{ctx: ctx, engine: e, tell: tell, ports: again.Ports{}}
	c.limit = time.AfterFunc(limit, func() {
		c.late.Store(true)
		_ = e.Close()
	})
	defer c.limit.Stop()
	err = c.session(t)
	if err == nil && !c.report.unlike(t) {
		err = c.try(t, tries, once)
	}
	if err == nil {
		c.report.judge(t)
	}
	return c.report, err
}

// tries returns the steps to be tried, and the one to be made after them: the last step of the session, or the version
// of it in the lines; nil if there is none.
func (t Trial) tries() (steps []engine.Step, once *engine.Step, err error) {
	steps, err = parsed(t.Try)
	if err != nil || t.AsItIs || !repeats(t.last()) {
		return steps, nil, err
	}
	s := t.last().Step
	if n := len(steps) - 1; n >= 0 && instead(steps[n], s) {
		s, steps = steps[n], steps[:n]
	}
	s = patiently(s, t.last())
	return steps, &s, nil
}

// instead reports whether a step makes the same call as another on the same socket, possibly with other arguments.
func instead(a, b engine.Step) bool {
	option := func(s engine.Step) step.OptionRef {
		if s.Option == nil {
			return step.OptionRef{}
		}
		return *s.Option
	}
	return a.Verb == b.Verb && a.Socket == b.Socket && a.Other == b.Other && option(a) == option(b)
}

// parsed returns the steps of lines, which may name any socket.
func parsed(lines []string) ([]engine.Step, error) {
	scope := step.NewScope()
	scope.Part = true
	var steps []engine.Step
	for _, line := range lines {
		s, ok, err := scope.Parse(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", line, err)
		}
		if ok {
			steps = append(steps, s)
		}
	}
	return steps, nil
}

// copied is a copy of a session in the making.
type copied struct {
	ctx    context.Context
	engine script.Doer
	ports  again.Ports
	tell   func(Made)
	report Report
	limit  *time.Timer // of the step under way, except for the last one
	late   atomic.Bool // limit has passed
	asleep atomic.Bool // the last step has not returned
}

// session makes the steps of the session.
func (c *copied) session(t Trial) error {
	for _, e := range t.made() {
		asked, err := again.Step(e)
		if err != nil {
			return err
		}
		if err := c.make(PartSession, asked, &e); err != nil {
			return err
		}
	}
	return nil
}

// try makes the lines and then repeats the last step of the session, if required.
func (c *copied) try(t Trial, tries []engine.Step, once *engine.Step) error {
	for _, s := range tries {
		if err := c.make(PartTry, s, nil); err != nil {
			return err
		}
	}
	if once == nil {
		return nil
	}
	last := t.last()
	c.limit.Stop() // this one may sleep, which is then reported
	late := time.AfterFunc(once.ExpectedWait()+2*patience, func() {
		c.asleep.Store(true)
		_ = c.engine.Close() // nothing is made after it
	})
	defer late.Stop()
	return c.make(PartAgain, *once, &last)
}

// patiently returns a step to be repeated, given how it answered before.
func patiently(s engine.Step, was engine.Event) engine.Step {
	wait := patience
	switch {
	case was.Errno() == "EAGAIN":
		s.Within = max(s.Within, patience)
	case again.Waited(was) && (s.Timeout == nil || *s.Timeout >= 0 && *s.Timeout < patience):
		s.Timeout = &wait
	}
	return s
}

// make makes a step, and records its answer next to the one on the bench, if it was made there.
func (c *copied) make(part Part, s engine.Step, bench *engine.Event) error {
	if part != PartAgain {
		c.limit.Reset(limit)
	}
	s.Tag, s.Line = 0, 0
	s = c.ports.Translate(s)
	e, err := c.engine.Do(s)
	switch {
	case err != nil && c.asleep.Load() && c.ctx.Err() == nil:
		c.note(Made{Part: part, Seq: bench.Seq, Step: s.String(), Bench: again.Answer(*bench), Copy: asleep, Differs: true})
		return nil
	case err != nil:
		return c.ended(s, err)
	}
	made := Made{Part: part, Step: s.String(), Copy: again.Answer(e)}
	if bench != nil {
		made.Seq, made.Bench, made.Differs = bench.Seq, again.Answer(*bench), !again.Same(e, *bench)
		c.ports.Learn(*bench, e)
	}
	made.event = e
	c.note(made)
	return nil
}

// note reports a step that was made.
func (c *copied) note(m Made) {
	c.report.Made = append(c.report.Made, m)
	c.tell(m)
}

// ended returns why there is no copy any more, given the engine's error.
func (c *copied) ended(s engine.Step, err error) error {
	if c.late.Load() {
		return fmt.Errorf("the copy was stopped after %s, in %s: it would have waited longer", step.FormatDuration(limit), step.Clip(s.String()))
	}
	if c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	return fmt.Errorf("the copy has ended in %s: %w", step.Clip(s.String()), err)
}
