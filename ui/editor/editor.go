// Package editor edits the values of options: it shows what is known about an option, and a form that suits
// its type of value.
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

// Editor sets one option, or shows one that is read-only: what is known about it, and a form for its new
// value.
type Editor struct {
	socket  status.Socket
	reading status.OptionReading
	option  *sockopts.Option
	form    form
	refused string                                  // why enter did nothing, until something else is typed
	set     func(part.Host, sockopts.Value) tea.Cmd // sets the option, if that is not a line of script; nil writes a line
}

// New returns an editor for an option of the socket that d is about. Offers holds the values that the
// machine lists for it, if any.
func New(d *engine.Detail, reading status.OptionReading, o *sockopts.Option, offers status.Offers) *Editor {
	return &Editor{socket: d.Socket, reading: reading, option: o, form: newForm(o, reading, d.Info, offers)}
}

// Foreign returns an editor for an option of a socket outside the session, which it sets with set.
func Foreign(s status.Socket, reading status.OptionReading, o *sockopts.Option, offers status.Offers, set func(part.Host, sockopts.Value) tea.Cmd) *Editor {
	return &Editor{socket: s, reading: reading, option: o, form: newForm(o, reading, nil, offers), set: set}
}

// picked is the click target of a row of the form.
type picked struct{ index int }

// Scope returns the scope of the form.
func (e *Editor) Scope() keymap.Scope { return e.form.scope() }

// Input returns the focused line of the form, or nil if there is none.
func (e *Editor) Input() part.Input {
	if line := e.form.input(); line != nil {
		return line
	}
	return nil
}

// Typed handles what was typed.
func (e *Editor) Typed() {
	e.refused = ""
	e.form.typed()
}

// Move moves through the form, or increases and decreases its value.
func (e *Editor) Move(by int, pages bool) {
	e.refused = ""
	e.form.move(by, pages)
}

// Turn toggles what the form can toggle.
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

// now returns the reading in the last frame, if it has one.
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

// text returns the new value as text.
func (e *Editor) text() string { return strings.TrimSpace(e.form.text()) }

// waits reports whether a value is needed and none has been written yet.
func (e *Editor) waits() bool { return e.text() == "" && e.option.Form().Kind != sockopts.NothingForm }

// judge parses what is written, or returns a sentence that says what is wrong with it.
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

// writes returns the line of script that enter posts, or "" if there is none.
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

// reads reports whether enter reads the option: one that is read-only and is not read at every look.
func (e *Editor) reads() bool { return e.set == nil && e.reading.Unread && e.option.Readable() }

// Choose sets the option to what is written. If that is invalid, it says why and stays open.
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
