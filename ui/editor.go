package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/store"
)

// editor sets one option, or shows one that can only be read: what is known of it,
// and a form for what it is to be.
type editor struct {
	socket  status.Socket
	reading status.OptionReading
	option  *sockopts.Option
	form    form
	refused string // why enter did nothing, until something else is typed
}

// picked is the target of a row of the form.
type picked struct{ index int }

func (e *editor) scope() keymap.Scope { return e.form.scope() }
func (e *editor) input() *prompt.Line { return e.form.input() }

func (e *editor) typed() {
	e.refused = ""
	e.form.typed()
}

func (e *editor) move(by int, pages bool) {
	e.refused = ""
	e.form.move(by, pages)
}

func (e *editor) turn() {
	e.refused = ""
	e.form.turn()
}

func (e *editor) take(index int) {
	e.refused = ""
	e.form.take(index)
}

// edit opens the editor of the chosen option, or turns a flag over.
func (s *Screen) edit() tea.Cmd {
	choice, _ := s.bench.Inspector.Choice()
	d := s.store.Pull.Last.Detail
	switch {
	case d == nil:
		return nil
	case choice.Flag != "":
		return s.toggle()
	case choice.Option == nil:
		text := fmt.Sprintf("setsockopt %s %s ", d.Name, store.OptionWord(choice.Reading.Level, choice.Reading.Name))
		s.open(stepPurpose, text, len(text), true)
		return nil
	}
	s.push(newEditor(d, choice))
	return nil
}

func newEditor(d *engine.Detail, choice bench.Choice) *editor {
	return &editor{socket: d.Socket, reading: choice.Reading, option: choice.Option, form: newForm(choice.Option, choice.Reading, d.Info)}
}

// now is the reading as the last frame has it, where it has one.
func (e *editor) now(d *engine.Detail) status.OptionReading {
	if d != nil && d.ID == e.socket.ID {
		for _, r := range d.Options {
			if r.Level == e.reading.Level && r.Name == e.reading.Name {
				return r
			}
		}
	}
	return e.reading
}

// text is what the option is to be.
func (e *editor) text() string { return strings.TrimSpace(e.form.text()) }

// waits tells whether nothing has been written yet where something has to be.
func (e *editor) waits() bool { return e.text() == "" && e.option.Form().Kind != sockopts.NothingForm }

// judge reads what is written, or says in a sentence what is wrong with it.
func (e *editor) judge() (sockopts.Value, string) {
	if e.refused != "" {
		return sockopts.Value{}, e.refused
	}
	if e.waits() {
		return sockopts.Value{}, ""
	}
	if problem := e.form.problem(); problem != "" {
		return sockopts.Value{}, problem
	}
	value, err := e.option.Parse(e.text())
	if err != nil {
		return sockopts.Value{}, err.Error()
	}
	return value, ""
}

// writes is the line of script that enter posts, "" where there is none.
func (e *editor) writes() string {
	level, name := e.reading.Level, e.reading.Name
	switch {
	case !e.option.Settable() && e.reads():
		return fmt.Sprintf("getsockopt %s %s", e.socket.Name, store.OptionWord(level, name))
	case !e.option.Settable() || e.waits():
		return ""
	case e.text() == "":
		return store.SetLine(e.socket.Name, level, name, "0")
	}
	return store.SetLine(e.socket.Name, level, name, e.text())
}

// reads tells whether enter reads the option: one that is only read, and not at every
// look.
func (e *editor) reads() bool { return e.reading.Unread && e.option.Readable() }

// choose sets the option to what is written. What can't be meant is said, and stays.
func (e *editor) choose(s *Screen) tea.Cmd {
	_, problem := e.judge()
	line := e.writes()
	switch {
	case problem != "":
		e.refused = problem
		return nil
	case line == "" && !e.option.Settable():
		e.refused = e.option.Name + " can only be read"
		return nil
	case line == "":
		e.refused = "type a value: " + e.option.Codec.Hint()
		return nil
	}
	cmd, err := s.post(line)
	if err != nil {
		e.refused = err.Error()
		return nil
	}
	s.pop()
	return cmd
}
