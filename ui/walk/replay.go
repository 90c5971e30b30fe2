package walk

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/sessions/again"
	"netnet-tui/ui/part"
)

// mostAgain is how many steps of a recording are run again.
const mostAgain = 20_000

// Again returns a course that makes the steps of the recording for real, and compares each answer with the
// recorded one. If that is impossible, it returns the reason.
func (t *Tape) Again() (*Script, string) {
	if n := t.Len(); n > mostAgain {
		return nil, fmt.Sprintf("this recording has %d steps, and at most %d can be run again", n, mostAgain)
	}
	s := &Script{title: t.title + ", for real", tape: t, ports: again.Ports{}}
	for i := range t.Len() {
		line := t.Line(i)
		s.rows = append(s.rows, row{Line: Line{Number: i + 1, Text: line.Text, Step: line.Text != "", Mark: line.Mark}, known: line.Answer, event: i})
	}
	s.next = s.stepFrom(0)
	return s, ""
}

// compare compares the answer of the line under way with the recorded one. The first difference ends the
// walk.
func (s *Script) compare(h part.Host, r *row, e engine.Event) {
	was, err := s.tape.file.Event(r.event)
	if err != nil || was.Text == "" {
		s.answered(Made, again.Answer(e))
		return
	}
	s.ports.Learn(was, e)
	state := Made
	if fails(e) {
		state = Failed
	}
	if s.judge.Same(was, e) {
		s.answered(state, again.Answer(e))
		return
	}
	s.goal, r.Was = 0, again.Answer(was)
	s.answered(state, again.Answer(e))
	h.Push(&Differing{number: r.Number, was: was, is: e})
}
