package editor

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/prompt"
)

// form is the part of an editor that suits one sort of value.
type form interface {
	scope() keymap.Scope
	keys() string        // what its keys do, in a few words
	hint() string        // what may be written; "" where the form itself shows it
	input() *prompt.Line // where letters go, nil for nowhere
	typed()              // letters have gone there
	move(by int, pages bool)
	turn()           // space
	take(index int)  // a click on the row of that index
	text() string    // what the option is to be, as a script writes it
	problem() string // what is wrong, where the text alone would not say it well
	means(v sockopts.Value) string
	view() formView
}

// formView is how a form looks.
type formView struct {
	entry  []formRow // lines that are typed into, which are always visible
	at     int       // of entry, the one with the focus
	list   []formRow
	chosen int          // of list, the one that has to be visible
	scroll *part.Scroll // of list, where none is chosen
}

// formRow is one row of a form.
type formRow struct {
	label string
	line  *prompt.Line // what is typed; nil for text
	text  canvas.Line  // in its place, or behind it where there is room
	focus bool         // it has the focus
	fresh bool         // a letter replaces what stands there
	index int          // what a click takes; unclickable where it takes nothing
}

const unclickable = -1

// newForm is the form that suits an option. Where the value it has now can't be taken
// apart into fields, that is a line. Text of which the machine lists the values is one of these, or a line.
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
