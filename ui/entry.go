package ui

import (
	"errors"
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/observe"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/atomicfile"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/store"

	tea "charm.land/bubbletea/v2"
)

// purpose is what is being typed on the line above the keys.
type purpose struct {
	sign  string // before the line
	about string // what it is for
	words bool   // it is a step: words complete it, and history recalls
	typed func(s *Screen, text string)
	done  func(s *Screen, text string) tea.Cmd
	leave func(s *Screen)
	move  func(s *Screen, by int) // through what it finds, where there is no history to move through
}

// entry is the line above the keys, while something is typed there.
type entry struct {
	purpose    *purpose // nil while the panes have the keys
	line       prompt.Line
	draft      string // a step that was typed and left by esc
	once       bool   // a key opened it: a good line closes it again
	history    *prompt.History
	file       string
	completion prompt.Completion
	signature  string
	summary    string
	problem    string
	column     int // of the line, where the problem is; 0 for nowhere
}

// mostHistory bounds the file of the history, in bytes.
const mostHistory = 4 << 20

// begin reads what was typed in earlier sessions. Where that can't be done the history is
// empty and stays in memory, and the error says why.
func (e *entry) begin(file string) error {
	text, err := "", error(nil)
	if file != "" {
		text, err = atomicfile.Read(file, mostHistory)
	}
	if err != nil {
		file, err = "", fmt.Errorf("the history is not kept: %w", err)
	}
	e.file, e.history = file, prompt.NewHistory(text)
	return err
}

// open begins to type a text with the cursor at a byte of it. Once tells that a good
// line gives the keys back to the panes.
func (s *Screen) open(p *purpose, text string, at int, once bool) {
	e := &s.entry
	e.purpose, e.once, e.problem, e.column = p, once, "", 0
	e.line = prompt.Line{Text: text, Cursor: at}
	e.history.Rewind()
	s.offer()
}

// shut gives the keys back to the panes.
func (s *Screen) shut() {
	e := &s.entry
	if e.purpose != nil && e.purpose.words {
		e.draft = e.line.Text
	}
	e.purpose, e.completion = nil, prompt.Completion{}
}

// stepPurpose is typing a step.
var stepPurpose = &purpose{
	sign: "›", about: "a line of script: one system call", words: true,
	done: func(s *Screen, text string) tea.Cmd {
		text = strings.TrimPrefix(text, ":") // typed out of habit
		cmd, err := s.post(text)
		if err != nil {
			s.entry.blame(err)
			return nil
		}
		if s.pages[s.page] != Page(s.server) {
			s.turnTo(benchPage) // where it is seen what comes of it
		}
		s.entry.draft = ""
		s.entry.line.Set("")
		s.entry.history.Add(text)
		if s.entry.once {
			s.shut()
			s.entry.draft = ""
		} else {
			s.offer()
		}
		return tea.Batch(cmd, s.entry.keep())
	},
}

// blame shows what is wrong with the line, which stays as it was typed.
func (e *entry) blame(err error) {
	e.problem, e.column = err.Error(), 0
	var at *step.Error
	if errors.As(err, &at) {
		e.problem, e.column = at.Message, at.Column
	}
}

// post hands a line over as a step.
func (s *Screen) post(line string) (tea.Cmd, error) {
	step, ok, err := step.ParseLine(line, s.store.Roster.Names())
	if err != nil || !ok {
		return nil, err
	}
	return s.postStep(step), nil
}

func (s *Screen) postStep(step engine.Step) tea.Cmd {
	switch err := s.store.Post(step); {
	case errors.Is(err, store.ErrNoEngine):
		s.fail(err.Error())
		return nil
	case err != nil:
		return s.died(err)
	}
	return s.pull()
}

// offer finds what could stand where the cursor is, and how the verb is used.
func (s *Screen) offer() {
	e := &s.entry
	e.completion, e.signature, e.summary = prompt.Completion{}, "", ""
	if e.purpose == nil || !e.purpose.words {
		return
	}
	found := step.Complete(e.line.Text[:e.line.Cursor], s.store.Roster.Names(), observe.CounterNames)
	e.completion.Begin(&e.line, found.From, found.Words)
	e.signature, e.summary = found.Signature, found.Summary
}

// changed follows a change of the line.
func (s *Screen) changed() {
	e := &s.entry
	e.problem, e.column = "", 0
	s.offer()
	if e.purpose != nil && e.purpose.typed != nil {
		e.purpose.typed(s, e.line.Text)
	}
}

// fail says what went wrong; say tells anything else.
func (s *Screen) fail(text string) { s.message = message{text, true} }
func (s *Screen) say(text string)  { s.message = message{text, false} }
