package lesson

import (
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// Prediction is a question to answer before the steps of the next block are made. It has choices, or asks
// for a value.
type Prediction struct {
	Line     int
	Question string
	Choices  []Choice
	Value    *Value

	settled bool   // a block of steps follows it
	value   string // as written, until the steps are known
	at      int
}

// Choice is one answer. It is true if all its conditions hold after the steps.
type Choice struct {
	Line int
	Text string
	When []Condition

	when   string // as written
	column int
}

// Value is a number or a word that the reader types.
type Value struct {
	Answer bool         // it is the answer of the last step
	Look   *engine.Step // it is what this step with the verb show sees
	About  int          // the tolerance for a number, in percent
}

// between separates a choice from its condition.
const between = " :: "

// prediction parses a predict block:
//
//	What does accept answer?
//	- a descriptor :: => ok
//	- EAGAIN :: => EAGAIN
//
// or, for a value, "value: answer" or "value: s.queue", and "about: 20%" if it need not be exact.
func (p *parser) prediction(b script.Block) *Prediction {
	asked := &Prediction{Line: b.Line}
	about := ""
	for _, line := range b.Lines {
		text := strings.TrimSpace(line.Text)
		choice, isChoice := strings.CutPrefix(text, "- ")
		value, isValue := strings.CutPrefix(text, "value:")
		percent, isAbout := strings.CutPrefix(text, "about:")
		switch {
		case text == "":
		case isChoice:
			said, when, ok := strings.Cut(choice, between)
			if !ok {
				p.wrong(line.Number, 1, "this choice lacks the condition under which it is true: write it after ::, such as :: => EAGAIN")
				continue
			}
			at := strings.Index(line.Text, between) + len(between)
			asked.Choices = append(asked.Choices, Choice{Line: line.Number, Text: strings.TrimSpace(said), when: when, column: len([]rune(line.Text[:at])) + 1})
		case isValue:
			asked.value, asked.at = strings.TrimSpace(value), line.Number
		case isAbout:
			about = strings.TrimSpace(percent)
		case len(asked.Choices) > 0 || asked.value != "":
			p.wrong(line.Number, 1, "the question comes before its choices: a choice begins with a hyphen")
		default:
			asked.Question = strings.TrimSpace(asked.Question + " " + text)
		}
	}
	p.askable(asked, b)
	if about != "" {
		n, err := strconv.Atoi(strings.TrimSuffix(about, "%"))
		if err != nil || n < 1 || n > 100 || asked.value == "" {
			p.wrong(b.Line, 1, "about says by how many percent a value may be wrong: about: 20%%")
		}
		asked.Value = &Value{About: n}
	}
	return asked
}

// askable reports what a prediction lacks.
func (p *parser) askable(asked *Prediction, b script.Block) {
	switch n := len(asked.Choices); {
	case asked.Question == "":
		p.wrong(b.Line, 1, "the prediction has no question: write it in the first line")
	case asked.value != "" && n > 0:
		p.wrong(b.Line, 1, "a prediction has choices or a value, not both")
	case asked.value == "" && n == 0:
		p.wrong(b.Line, 1, "the prediction has no choices: write each in a line that begins with a hyphen, with its condition after ::")
	case n == 1:
		p.wrong(b.Line, 1, "the prediction has only one choice, which has to be the true one")
	}
}

// settle parses the conditions of a prediction, now that the steps they are about are known.
func (p *parser) settle(asked *Prediction, steps []engine.Step) {
	asked.settled = true
	last := &steps[len(steps)-1]
	for i := range asked.Choices {
		c := &asked.Choices[i]
		c.When = p.conditions(c.when, c.Line, c.column, last)
		for _, when := range c.When {
			if when.Made != nil {
				p.wrong(c.Line, c.column, "made and never are for goals: a choice is about the answer of the step, or what expect sees")
			}
		}
	}
	if asked.value == "" {
		return
	}
	if asked.Value == nil {
		asked.Value = &Value{}
	}
	if asked.value == "answer" {
		asked.Value.Answer = true
		return
	}
	s, _, err := p.scope.Parse("show " + asked.value)
	if err != nil {
		p.mistake(shifted(err, len("show ")), asked.at, len("value: ")+1)
		return
	}
	asked.Value.Look = &s
}

// Right reports whether what a reader typed is the value that came.
func (v Value) Right(typed, came string) bool {
	typed, came = strings.TrimSpace(typed), strings.TrimSpace(came)
	if strings.EqualFold(typed, came) {
		return true
	}
	a, errA := number(typed)
	b, errB := number(came)
	if errA != nil || errB != nil {
		return false
	}
	off := max(a-b, b-a)
	return off*100 <= b*float64(v.About)
}

// number parses a number in any form that an answer may have: bytes, a count, a time in seconds.
func number(text string) (float64, error) {
	if n, err := step.ParseSize(strings.ReplaceAll(text, " ", "")); err == nil {
		return float64(n), nil
	}
	if d, err := step.ParseDuration(strings.ReplaceAll(text, " ", "")); err == nil && d >= 0 {
		return d.Seconds(), nil
	}
	return strconv.ParseFloat(text, 64)
}
