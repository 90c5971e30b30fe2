package lesson

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// Condition is something that what the kernel did makes true or false. It has one of four forms:
//
//	=> EAGAIN | ok            the answer of the last step, in the notation of outcomes
//	step 7 => "hel"           the same for another step
//	took >= 30ms              how long the last step took; step 7 took < 1ms
//	a.state == CLOSE-WAIT     what expect sees, after within if it may take a moment
//	made send c => EPIPE      in a goal: a step with this verb and these words answered so;
//	never close => ok         no such step did
type Condition struct {
	Text string // as it is written
	Line int

	Step    int            // the number of the step it is about, from 1; 0 is the last one made
	Outcome []step.Outcome // one of them must have come
	Took    *Took
	Look    *engine.Step // a step with the verb expect
	Made    *Made
}

// Took compares how long a step took.
type Took struct {
	Compare  string
	Duration time.Duration
}

// Made is about the steps made since a goal was set.
type Made struct {
	Never   bool
	Verb    string
	Words   []string // must be in its line too: names of sockets, flags
	Outcome []step.Outcome
}

// The words that begin conditions.
const (
	wordStep  = "step"
	wordTook  = "took"
	wordMade  = "made"
	wordNever = "never"
	arrow     = "=>"
)

// and separates conditions that must all hold.
const and = "&&"

// conditions parses conditions separated by &&. column is where the text begins in its line, from 1. last
// is the last step before the text, or nil if there is none or it is unknown.
func (p *parser) conditions(text string, line, column int, last *engine.Step) []Condition {
	var all []Condition
	for _, part := range strings.SplitAfter(text, and) {
		bare := strings.TrimSuffix(part, and)
		indent := len(bare) - len(strings.TrimLeft(bare, " "))
		if c, ok := p.condition(strings.TrimSpace(bare), line, column+indent, last); ok {
			all = append(all, c)
		}
		column += len([]rune(part))
	}
	return all
}

// condition parses one condition.
func (p *parser) condition(text string, line, column int, last *engine.Step) (Condition, bool) {
	c := Condition{Text: text, Line: line}
	words := strings.Fields(text)
	if len(words) == 0 {
		p.wrong(line, column, "a condition is missing here: write => EAGAIN for an answer, or a.state == ESTABLISHED")
		return c, false
	}
	rest := text
	if words[0] == wordStep && len(words) > 2 {
		n, err := strconv.Atoi(words[1])
		steps := p.lesson.Steps()
		if err != nil || n < 1 || n > len(steps) {
			p.wrong(line, column, "%q is not a step before this: %s", step.Clip(words[1]), counted(len(steps)))
			return c, false
		}
		c.Step, last = n, &steps[n-1]
		rest = strings.Join(words[2:], " ")
		words = words[2:]
	}
	var err error
	switch before, outcome, answers := strings.Cut(rest, arrow); {
	case words[0] == wordTook:
		c.Took, err = took(words[1:])
	case words[0] == wordMade || words[0] == wordNever:
		c.Made, err = p.made(words[0], strings.Fields(before)[1:], outcome, answers)
	case answers && strings.TrimSpace(before) == "":
		if last == nil {
			p.wrong(line, column, "there is no step before this that it could be about")
			return c, false
		}
		c.Outcome, err = outcomes(*last, outcome)
	case answers:
		p.wrong(line, column, "%q can't stand before =>: write step 7 => …, or in a goal made send => …", step.Clip(strings.TrimSpace(before)))
		return c, false
	case c.Step > 0:
		p.wrong(line, column, "only the answer and the time of a step can be checked: step %d => …, or step %d took …", c.Step, c.Step)
		return c, false
	default:
		c.Look, err = p.look(rest, line)
	}
	if err != nil {
		p.mistake(err, line, column)
		return c, false
	}
	return c, true
}

func counted(n int) string {
	if n == 0 {
		return "there is none yet"
	}
	return fmt.Sprintf("there are %s so far", step.Counted(n, "step"))
}

// took parses a comparison with a time.
func took(words []string) (*Took, error) {
	if len(words) == 2 && slices.Contains([]string{"<", "<=", ">", ">="}, words[0]) {
		if d, err := step.ParseDuration(words[1]); err == nil {
			return &Took{words[0], d}, nil
		}
	}
	return nil, fmt.Errorf("took compares a time: write took >= 30ms, with < <= > or >=")
}

// outcomes parses the outcomes that a step may have.
func outcomes(of engine.Step, text string) ([]step.Outcome, error) {
	of.Want, of.Until = nil, nil
	line := of.String() + " " + arrow + " "
	s, _, err := step.ParsePart(line + strings.TrimSpace(text))
	if err != nil {
		return nil, shifted(err, len([]rune(line))-len(arrow)-1)
	}
	return s.Want, nil
}

// made parses a condition about the steps of a goal.
func (p *parser) made(word string, words []string, outcome string, answers bool) (*Made, error) {
	if len(words) == 0 || !answers {
		return nil, fmt.Errorf("%s takes a verb and its answer: write %s send => EPIPE", word, word)
	}
	if _, ok := step.FindVerb(words[0]); !ok {
		return nil, fmt.Errorf("there is no verb %q", step.Clip(words[0]))
	}
	// A join may answer anything, so any outcome can be parsed for it.
	wanted, err := outcomes(engine.Step{Verb: "join", Task: "any"}, outcome)
	return &Made{Never: word == wordNever, Verb: words[0], Words: words[1:], Outcome: wanted}, err
}

// look parses what expect should see.
func (p *parser) look(text string, line int) (*engine.Step, error) {
	within := ""
	if rest, ok := strings.CutPrefix(text, "within "); ok {
		duration, behind, _ := strings.Cut(strings.TrimSpace(rest), " ")
		within, text = "within "+duration+" ", behind
	}
	s, _, err := p.scope.Parse(within + "expect " + text)
	if err != nil {
		return nil, shifted(err, len("expect "))
	}
	s.Line = line
	return &s, nil
}

// shifted corrects the column of a mistake in a line that was parsed with a prefix.
func shifted(err error, by int) error {
	if mistake := new(step.Error); errors.As(err, &mistake) {
		moved := *mistake
		moved.Column = max(moved.Column-by, 1)
		return &moved
	}
	return err
}

// mistake adds the error in a part of a line that begins at column.
func (p *parser) mistake(err error, line, column int) {
	message, at := err.Error(), column
	if m := new(step.Error); errors.As(err, &m) {
		message, at = m.Message, column+m.Column-1
	}
	p.wrong(line, at, "%s", message)
}

// wrong adds a mistake.
func (p *parser) wrong(line, column int, format string, args ...any) {
	p.mistakes.Add(&step.Error{File: p.lesson.File, Line: line, Column: column, Message: fmt.Sprintf(format, args...)})
}

// parser parses the lines of a file into a lesson.
type parser struct {
	lesson   *Lesson
	scope    *step.Scope
	mistakes script.Mistakes
	last     *engine.Step // the last step before what is being parsed
}
