package walk

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/diff"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/part"
)

// Script is a course of lines of script, each of which is made as a step of the session.
type Script struct {
	title string
	rows  []row
	next  int    // the index of the next row to make
	goal  int    // the rows before it are to be made
	under uint64 // the tag of the step under way; 0 for none

	tape  *Tape // the recording that the steps come from; nil for none
	ports again.Ports
	judge diff.Judge // of the answers, beside those of the tape
}

// row is a line of a script, and its event.
type row struct {
	Line
	seq   uint64 // 0 while it has not been made
	known string // its answer in the recording that it comes from
	event int    // its index in that recording
}

// NewScript returns a course of lines, none of which has been made.
func NewScript(title string, lines []script.Line) *Script {
	s := &Script{title: title}
	s.rows = rows(lines)
	s.next = s.stepFrom(0)
	return s
}

// rows returns lines, with their errors. Any name is allowed, because it may have been made before.
func rows(lines []script.Line) []row {
	scope := step.NewScope()
	scope.Part = true
	var list []row
	for _, line := range lines {
		r := row{Line: Line{Number: line.Number}}
		r.read(scope, line.Text)
		list = append(list, r)
	}
	return list
}

// read sets the text of the row.
func (r *row) read(scope *step.Scope, text string) {
	r.Text, r.State, r.Answer, r.seq = strings.ReplaceAll(text, "\t", "  "), Ahead, "", 0
	_, ok, err := scope.Parse(text)
	if r.Step = ok || err != nil; err != nil {
		r.State, r.Answer = Wrong, said(err)
	}
}

// said returns the message of an error about a line, for display beside it.
func said(err error) string {
	var at *step.Error
	if errors.As(err, &at) {
		return at.Message
	}
	return err.Error()
}

// Title returns its title.
func (s *Script) Title() string { return s.title }

// Len returns the number of lines.
func (s *Script) Len() int { return len(s.rows) }

// Line returns one line.
func (s *Script) Line(i int) Line {
	line := s.rows[i].Line
	switch {
	case i == s.next && s.under != 0:
		line.State = Under
	case line.State == Ahead && line.Answer == "":
		line.Answer = s.rows[i].known
	}
	return line
}

// Next returns the index of the next line to make.
func (s *Script) Next() int { return s.next }

// stepFrom returns the first row from i on that is a step.
func (s *Script) stepFrom(i int) int {
	for i < len(s.rows) && !s.rows[i].Step {
		i++
	}
	return i
}

// Goal returns the line before which all steps are being made.
func (s *Script) Goal() int { return max(s.goal, s.next+1) }

// Walking reports whether lines are being made.
func (s *Script) Walking() bool { return s.under != 0 }

// Stopped returns the sequence number of the event of the line before the next one if that line failed, or 0.
func (s *Script) Stopped() uint64 {
	for i := s.next - 1; i >= 0; i-- {
		if r := &s.rows[i]; r.Step {
			if r.State == Failed {
				return r.seq
			}
			break
		}
	}
	return 0
}

// Stop makes no further lines after the one under way.
func (s *Script) Stop() { s.goal = 0 }

// Walk makes all steps before a line.
func (s *Script) Walk(h part.Host, to int) tea.Cmd {
	s.goal = to
	return s.goOn(h)
}

// goOn makes the next step, unless one is under way or the goal is reached.
func (s *Script) goOn(h part.Host) tea.Cmd {
	if s.under != 0 || s.next >= min(s.goal, len(s.rows)) {
		return nil
	}
	store := h.Store()
	r := &s.rows[s.next]
	made, ok, err := step.ParseLine(r.Text, store.Roster.Names())
	switch {
	case err != nil:
		r.State, r.Answer, s.goal = Wrong, said(err), 0
		h.Fail(r.Text + ": " + r.Answer + "; e edits the line")
		return nil
	case !ok: // it was invalid, and is now a comment
		s.next = s.stepFrom(s.next + 1)
		return s.goOn(h)
	}
	if s.tape == nil { // a step of a recording has no line
		made.Line = r.Number
	}
	made = store.Tags.Tag(s.ports.Translate(made))
	if store.Source == nil || h.Recorded() { // no answer will come, and Post says why
		s.goal = 0
		return h.Post(made)
	}
	s.under = made.Tag
	return h.Post(made)
}

// Follow looks for the event of the line under way, and makes the next one.
func (s *Script) Follow(h part.Host, events []engine.Event, skipped uint64) tea.Cmd {
	if s.under == 0 {
		return nil
	}
	for _, e := range events {
		if e.Step.Tag == s.under {
			s.take(h, e)
			return s.goOn(h)
		}
	}
	if skipped > 0 { // its event may be among the skipped ones
		s.answered(Made, "")
		return s.goOn(h)
	}
	return nil
}

// take takes the event of the line under way. The first failure ends the walk.
func (s *Script) take(h part.Host, e engine.Event) {
	r := &s.rows[s.next]
	r.seq = e.Seq
	answer := again.Answer(e)
	if s.tape != nil {
		s.compare(h, r, e)
		return
	}
	if !fails(e) {
		s.answered(Made, answer)
		return
	}
	s.goal = 0
	if e.Problem == "" {
		h.Fail(fmt.Sprintf("%s: %s; space continues after it, e edits it", e.Text, answer))
	}
	s.answered(Failed, answer)
}

// answered records the answer of the line under way, and moves on to the next.
func (s *Script) answered(state State, answer string) {
	r := &s.rows[s.next]
	r.State, r.Answer = state, answer
	s.under, s.next = 0, s.stepFrom(s.next+1)
}

// fails reports whether a walk stops at an event: an expectation failed, or there was an unexpected errno
// that does not mean "try again".
func fails(e engine.Event) bool {
	switch e.Errno() {
	case "", "EAGAIN", "EINPROGRESS", "EALREADY":
		return e.Failed()
	}
	return e.Held == nil || !*e.Held
}

// Return records that only the first n steps of the session have been made.
func (s *Script) Return(n uint64) {
	s.under, s.goal = 0, 0
	for i := len(s.rows) - 1; i >= 0; i-- {
		r := &s.rows[i]
		if r.seq <= n && r.seq > 0 || !r.Step {
			continue
		}
		if i < s.next && r.seq > n {
			s.next = i
		}
		if r.seq = 0; r.State != Wrong {
			r.State, r.Answer, r.Was = Ahead, "", ""
		}
	}
}

// Insert inserts lines before the next one to make. They have no line number.
func (s *Script) Insert(lines []script.Line) {
	more := rows(lines)
	for i := range more {
		more[i].Number = 0
	}
	s.rows = slices.Insert(s.rows, s.next, more...)
	s.next = s.stepFrom(s.next)
}
