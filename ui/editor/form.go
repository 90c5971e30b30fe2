package editor

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/prompt"
)

// form is the part of an editor that suits one type of value.
type form interface {
	scope() keymap.Scope
	keys() string        // what its keys do, in a few words
	hint() string        // what may be written; "" if the form itself shows it
	input() *prompt.Line // where letters go, nil for nowhere
	typed()              // letters have been typed there
	move(by int, pages bool)
	turn()           // space
	take(index int)  // a click on the row with that index
	text() string    // the new value, as a script writes it
	problem() string // what is wrong, if the error of parsing the text would not say it well
	means(v sockopts.Value) string
	view() formView
}

// formView is the contents of a form.
type formView struct {
	entry  []formRow // lines to type into, which are always visible
	at     int       // the index in entry of the focused line
	list   []formRow
	chosen int          // the index in list of the row that must be visible
	scroll *part.Scroll // scrolls list, if no row of it is selected
}

// formRow is one row of a form.
type formRow struct {
	label string
	line  *prompt.Line // a line being typed; nil for text
	text  canvas.Line  // in place of the line, or behind it if there is room
	focus bool         // it has the focus
	fresh bool         // the next letter replaces what is there
	index int          // what a click takes; unclickable for nothing
}

const unclickable = -1

// newForm returns the form that suits an option. If its current value cannot be split into fields, that is
// a line; if the machine lists its possible values, it is a choice.
func newForm(o *sockopts.Option, r status.OptionReading, info []status.InfoReading, offers status.Offers) form {
	if !o.Settable() {
		return newReport(o, r, info)
	}
	now := ""
	if r.Errno == "" && o.Readable() {
		if now = r.Value; r.Unread {
			now = r.Seen
		}
	}
	shape := o.Form()
	line := lineForm{option: o, shape: shape}
	if offered := offers.Values[o.Name]; len(offered) > 0 {
		choice := newChoice(line, offered, now)
		choice.about = func(value string) string { return offers.Interface(o, value) }
		return choice
	}
	switch shape.Kind {
	case sockopts.SwitchForm:
		return newSwitch(line, now)
	case sockopts.ChoiceForm:
		return newChoice(line, shape.Names, now)
	case sockopts.NumberForm:
		line.offer(now)
		return &numberForm{line}
	case sockopts.TimeForm:
		line.offer(now)
		return &timeForm{line}
	case sockopts.FlagsForm:
		line.line.Set(now)
		return &flagsForm{lineForm: line}
	case sockopts.LingerForm:
		return newLinger(o, now)
	case sockopts.BytesForm:
		line.line.Set(now)
		return &bytesForm{lineForm: line}
	case sockopts.PartsForm:
		if now == "" {
			return newFields(shape, make([]string, len(shape.Parts)))
		}
		if parts, ok := shape.Split(now); ok {
			return newFields(shape, parts)
		}
	case sockopts.TextForm, sockopts.NothingForm, sockopts.ReportForm:
	}
	line.offer(now)
	return &line
}
