package lesson

import (
	"errors"
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// Script returns the lesson as a script that runs without a reader: its steps, with the solutions of its
// goals in their places. The judge checks everything that the lesson says against the run: that each
// prediction has one true answer and nothing before it gives that away, that each goal is reached by its
// solution and not before, that checks hold and remarks can be filled in, and that the run shows what the
// prose claims.
func (l *Lesson) Script(source script.Source) script.Script {
	j := &judge{lesson: l}
	s := script.Script{Source: source, Judge: j}
	s.Source.Lab = l.Lab()
	for i, b := range l.Blocks {
		all := b.Steps
		if b.Goal != nil {
			all = b.Goal.Solution
		}
		for k, made := range all {
			s.Steps = append(s.Steps, made)
			j.places = append(j.places, place{block: i, nth: k, of: len(all)})
		}
	}
	return s
}

// place is the place of a step in its lesson.
type place struct{ block, nth, of int }

// judge is a [script.Judge].
type judge struct {
	lesson *Lesson
	places []place // of the steps
	record Record
	shown  strings.Builder // what the run has shown: answers, conditions that held, states
	asked  int             // the block of steps whose prediction was settled last
}

// Before is called before each step.
func (j *judge) Before(d script.Doer, nth int) error {
	at := j.places[nth]
	if nth == 0 {
		if err := j.lesson.Lacks(d); err != nil { // by now there is a lab
			return placed(1, err)
		}
		if err := j.read(d, 0, at.block); err != nil {
			return err
		}
	}
	goal := j.lesson.Blocks[at.block].Goal
	if goal == nil || at.nth > 0 {
		return nil
	}
	j.record.Set()
	reached, err := All(goal.Reach, d.Do, &j.record)
	if err == nil && reached {
		err = errors.New("the goal is reached before the first step")
	}
	return placed(goal.Line, err)
}

// After is called after a step that has held.
func (j *judge) After(d script.Doer, nth int, e *engine.Event) error {
	at := j.places[nth]
	block := j.lesson.Blocks[at.block]
	j.saw(*e)
	last := at.nth == at.of-1
	if block.Goal != nil {
		j.record.Beside(*e)
		if err := j.toward(d, block.Goal, last, e); err != nil {
			return err
		}
	} else {
		j.record.Add(*e)
	}
	if !last {
		return nil
	}
	if asked := j.lesson.Asked(at.block); asked != nil && block.Goal == nil {
		if err := j.settle(d, asked, at.block, e); err != nil {
			return placed(asked.Line, err)
		}
		j.asked = at.block
	}
	if nth == len(j.places)-1 {
		if err := j.read(d, at.block+1, len(j.lesson.Blocks)); err != nil {
			return err
		}
		return j.claims()
	}
	return j.read(d, at.block+1, j.places[nth+1].block)
}

// saw records what an event shows.
func (j *judge) saw(e engine.Event) {
	if !only(e.Made(), "socket", "accept", "dup", "epoll") { // these answer the number of a descriptor
		j.show(e.Got)
	}
	j.show(e.Text)
	if e.Evidence != nil {
		for _, o := range e.Evidence.Sockets {
			if o.After != nil {
				j.show(string(o.After.State))
			}
		}
	}
}

func (j *judge) show(text string) { j.shown.WriteString(" " + text) }

// toward checks a goal after a step of its solution.
func (j *judge) toward(d script.Doer, g *Target, last bool, e *engine.Event) error {
	reached, err := All(g.Reach, d.Do, &j.record)
	switch n := j.record.Toward(); {
	case err != nil:
	case last && !reached:
		err = fmt.Errorf("the solution does not reach the goal: %s does not hold", j.unmet(d, g))
	case reached && !last:
		err = fmt.Errorf("the goal is reached with %s already: the solution has too many", step.Counted(n, "step"))
	case last && n > g.Best:
		err = fmt.Errorf("the solution takes %d steps, and the best number is %d", n, g.Best)
	case last:
		e.Notes = append(e.Notes, fmt.Sprintf("the goal on line %d is reached with %s", g.Line, step.Counted(n, "step")))
		for _, c := range g.Reach {
			j.show(c.Text)
		}
	}
	return placed(g.Line, err)
}

// unmet returns the first condition of a goal that does not hold.
func (j *judge) unmet(d script.Doer, g *Target) string {
	for _, c := range g.Reach {
		if held, err := c.Holds(d.Do, &j.record); err == nil && !held {
			return c.Text
		}
	}
	return "something"
}

// settle finds the true answer of a prediction, and checks that it was not given away.
func (j *judge) settle(d script.Doer, asked *Prediction, block int, e *engine.Event) error {
	before := j.before(block)
	if asked.Value != nil {
		came, err := asked.Came(d.Do, &j.record)
		if err != nil {
			return err
		}
		j.show(came)
		e.Notes = append(e.Notes, asked.Question+" "+came)
		return givenAway(before, Choice{Text: came}, nil)
	}
	list, err := asked.True(d.Do, &j.record)
	switch {
	case err != nil:
		return err
	case len(list) == 0:
		return fmt.Errorf("none of the choices is true: %s answered %s", e.Text, e.Got)
	case len(list) > 1:
		return fmt.Errorf("%d choices are true, such as %q and %q", len(list), asked.Choices[list[0]].Text, asked.Choices[list[1]].Text)
	}
	var others []Choice
	for i, c := range asked.Choices {
		if i != list[0] {
			others = append(others, c)
		}
	}
	chosen := asked.Choices[list[0]]
	j.show(chosen.Text + " " + chosen.when)
	e.Notes = append(e.Notes, asked.Question+" "+chosen.Text)
	return givenAway(before, chosen, others)
}

// before returns what a reader has read before a prediction: what the lesson is about, and the prose since
// the prediction before it was settled.
func (j *judge) before(block int) string {
	text := []string{j.lesson.Title, j.lesson.Know}
	for _, b := range j.lesson.Blocks[j.asked:block] {
		switch b.Kind {
		case Prose:
			text = append(text, b.Text...)
		case Predict:
			text = append(text, b.Predict.Question)
		case Goal, Steps, Code:
		}
	}
	return strings.Join(text, "\n")
}

// read checks the prose between two steps.
func (j *judge) read(d script.Doer, from, to int) error {
	for _, b := range j.lesson.Blocks[from:to] {
		for _, c := range b.Checks {
			held, err := c.Holds(d.Do, &j.record)
			if err == nil && !held {
				err = fmt.Errorf("the prose is not true here: %s does not hold%s", c.Text, j.instead(d, c))
			}
			if err != nil {
				return placed(c.Line, err)
			}
			j.show(c.Text)
		}
		for i, line := range b.Text {
			if b.Kind != Prose {
				break
			}
			if _, err := j.record.Fill(line); err != nil {
				return placed(b.numbers[i], err)
			}
		}
	}
	return nil
}

// instead says what is the case when a condition does not hold.
func (j *judge) instead(d script.Doer, c Condition) string {
	if c.Look != nil {
		if e, err := d.Do(beside(*c.Look)); err == nil {
			return ": it is " + e.Got + e.Problem
		}
		return ""
	}
	if e, ok := j.record.Event(c.Step); ok {
		return fmt.Sprintf(": %s answered %s, in %s", e.Text, e.Got, shortTook(e))
	}
	return ""
}

// placed prefixes an error with a line number.
func placed(line int, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%d: %w", line, err)
}
