package editor

import (
	"fmt"
	"strings"

	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/theme"
)

// lingerForm is for a struct linger: on or off, and the seconds.
type lingerForm struct {
	option  *sockopts.Option
	on      bool
	seconds prompt.Line
	typing  bool // the seconds have the focus
}

func newLinger(o *sockopts.Option, now string) *lingerForm {
	f := &lingerForm{option: o}
	if !f.split(now) {
		f.seconds.Set(now) // bytes that are not a valid linger value
	}
	return f
}

// split splits a whole value: the option's current one, or one that was pasted.
func (f *lingerForm) split(text string) bool {
	state, seconds, _ := strings.Cut(text, ",")
	if state != "on" && state != "off" {
		return text == ""
	}
	f.on = state == "on"
	f.seconds.Set(seconds)
	return true
}

func (f *lingerForm) scope() keymap.Scope {
	if f.typing {
		return scopeFields
	}
	return scopeChecklist
}

func (f *lingerForm) keys() string {
	if f.typing {
		return "tab on/off"
	}
	return "space toggles it  tab seconds"
}

func (f *lingerForm) hint() string { return f.option.Codec.Hint() + anyBytes }

// input returns the line of the seconds: there is nothing else to type.
func (f *lingerForm) input() *prompt.Line { return &f.seconds }

func (f *lingerForm) typed() {
	f.typing = true
	if text := f.seconds.Text; strings.HasPrefix(text, "on,") || text == "off" || strings.HasPrefix(text, "off,") {
		f.split(text)
	}
}

func (f *lingerForm) move(int, bool) { f.typing = !f.typing }
func (f *lingerForm) turn()          { f.on = !f.on }
func (f *lingerForm) problem() string {
	if f.on && strings.TrimSpace(f.seconds.Text) == "" {
		return "on needs its seconds: write 5s, or 0s to reset the connection"
	}
	return ""
}

func (f *lingerForm) take(index int) {
	f.typing = index == 1
	if index == 0 {
		f.turn()
	}
}

func (f *lingerForm) text() string {
	seconds := strings.TrimSpace(f.seconds.Text)
	switch {
	case strings.HasPrefix(seconds, "hex:"):
		return seconds
	case f.on:
		return "on," + seconds
	case seconds == "":
		return "off"
	}
	return "off," + seconds
}

// means says what close(2) will do.
func (f *lingerForm) means(v sockopts.Value) string {
	on, seconds, ok := v.Linger()
	switch text := v.String(); {
	case !ok:
		return ""
	case !on:
		return text + ": close returns at once, and the kernel keeps sending"
	case seconds == 0:
		return text + ": close resets the connection"
	case seconds < 0:
		return text + ": close waits as long as it takes"
	default:
		return fmt.Sprintf("%s: close waits up to %d s", text, seconds)
	}
}

func (f *lingerForm) view() formView {
	box := "[ ] off"
	if f.on {
		box = "[x] on"
	}
	v := formView{entry: []formRow{
		{label: "l_onoff", text: canvas.Line{canvas.Raised(theme.Strong, box)}, focus: !f.typing, index: 0},
		{label: "l_linger", line: &f.seconds, text: canvas.Line{canvas.Raised(theme.Faint, "seconds, e.g. 5s")}, focus: f.typing, index: 1},
	}}
	if f.typing {
		v.at = 1
	}
	return v
}
