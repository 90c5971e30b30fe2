package editor

import (
	"slices"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// headLabel is the width of the labels in the head.
const headLabel = 11

// head shows what the option is, its current value, and its limits.
func (e *Editor) head(now status.OptionReading, w int) []formRow {
	rows := passage(w, "", theme.Text, theme.Text, e.option.Summary)
	row := func(label, text string) {
		rows = append(rows, passage(w, canvas.Pad(label, headLabel), theme.Dim, theme.Text, text)...)
	}
	row("value", e.value(now))
	if now.Asked != "" && now.Asked != now.Value {
		row("you asked", now.Asked)
	}
	limits := slices.DeleteFunc(Limits(e.option, e.socket), func(text string) bool { return strings.HasPrefix(text, "kernel: ") }) // it is shown under the line
	row("limits", strings.Join(limits, " · "))
	if hint := e.form.hint(); e.option.Settable() && hint != "" {
		row("write", hint)
	}
	row("beware", e.option.Surprise)
	return rows
}

// value returns the option's current value, or why it is unknown.
func (e *Editor) value(now status.OptionReading) string {
	text := now.Value
	switch {
	case !e.option.Readable():
		return "it can only be set"
	case now.Errno != "":
		return "can't be read: " + now.Errno
	case now.Unread && now.Seen != "":
		return now.Seen + "   (as last read; looking does not read it)"
	case now.Unread:
		return "not read: " + e.option.ReadEffect
	}
	if now.Fresh != "" && now.Fresh != now.Value {
		text += "   (fresh: " + now.Fresh + ")"
	}
	return text
}
