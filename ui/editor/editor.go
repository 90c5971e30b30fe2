// Package editor edits the values of options: what is known of an option, and a form
// that suits its sort of value.
package editor

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// Editor sets one option, or shows one that can only be read: what is known of it,
// and a form for what it is to be.
type Editor struct {
	socket  status.Socket
	reading status.OptionReading
	option  *sockopts.Option
	form    form
	refused string                                  // why enter did nothing, until something else is typed
	set     func(part.Host, sockopts.Value) tea.Cmd // sets it, where that is not a line of script; nil for a line
}

// New is the editor of an option of the socket that d is about. Offered are the values that the machine
// lists for it, if it does.
func New(d *engine.Detail, reading status.OptionReading, o *sockopts.Option, offers status.Offers) *Editor {
	return &Editor{socket: d.Socket, reading: reading, option: o, form: newForm(o, reading, d.Info, offers)}
}

// Foreign is the editor of an option of a socket that is not one of the session: set sets it.
func Foreign(s status.Socket, reading status.OptionReading, o *sockopts.Option, offers status.Offers, set func(part.Host, sockopts.Value) tea.Cmd) *Editor {
	return &Editor{socket: s, reading: reading, option: o, form: newForm(o, reading, nil, offers), set: set}
}

// picked is the target of a row of the form.
type picked struct{ index int }

// Scope is that of the form.
func (e *Editor) Scope() keymap.Scope { return e.form.scope() }

// Input is the line of the form that has the focus, nil where there is none.
func (e *Editor) Input() part.Input {
	if line := e.form.input(); line != nil {
		return line
	}
	return nil
}

// Typed follows what was typed.
func (e *Editor) Typed() {
	e.refused = ""
	e.form.typed()
}

// Move moves through the form, or makes its value larger and smaller.
func (e *Editor) Move(by int, pages bool) {
	e.refused = ""
	e.form.move(by, pages)
}

// Turn turns over what the form has to turn over.
func (e *Editor) Turn() {
	e.refused = ""
	e.form.turn()
}

// Click takes the row that was clicked.
func (e *Editor) Click(_ part.Host, t canvas.Target) tea.Cmd {
	if row, ok := t.(picked); ok {
		e.refused = ""
		e.form.take(row.index)
	}
	return nil
}

// now is the reading as the last frame has it, where it has one.
func (e *Editor) now(d *engine.Detail) status.OptionReading {
	if d != nil && d.ID == e.socket.ID && e.set == nil {
		for _, r := range d.Options {
			if r.Level == e.reading.Level && r.Name == e.reading.Name {
				return r
			}
		}
	}
	return e.reading
}

// text is what the option is to be.
func (e *Editor) text() string { return strings.TrimSpace(e.form.text()) }

// waits reports whether nothing has been written yet where something has to be.
func (e *Editor) waits() bool { return e.text() == "" && e.option.Form().Kind != sockopts.NothingForm }

// judge reads what is written, or says in a sentence what is wrong with it.
func (e *Editor) judge() (sockopts.Value, string) {
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
func (e *Editor) writes() string {
	level, name := e.reading.Level, e.reading.Name
	switch {
	case e.set != nil && (!e.option.Settable() || e.waits()):
		return ""
	case e.set != nil:
		return "asks before it does anything"
	case !e.option.Settable() && e.reads():
		return store.Line("getsockopt", e.socket, store.OptionWord(level, name))
	case !e.option.Settable() || e.waits():
		return ""
	case e.text() == "":
		return store.SetLine(e.socket, level, name, "0")
	}
	return store.SetLine(e.socket, level, name, e.text())
}

// reads reports whether enter reads the option: one that is only read, and not at every
// look.
func (e *Editor) reads() bool { return e.set == nil && e.reading.Unread && e.option.Readable() }

// Choose sets the option to what is written. What cannot be meant is said, and stays.
func (e *Editor) Choose(h part.Host) tea.Cmd {
	value, problem := e.judge()
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
	case e.set != nil:
		h.Pop()
		return e.set(h, value)
	}
	posted, _, err := step.ParseLine(line, h.Store().Roster.Names())
	if err != nil {
		e.refused = err.Error()
		return nil
	}
	h.Pop()
	return h.Post(posted)
}
