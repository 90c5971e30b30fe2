package editor

import (
	"netnet-tui/sockopts"
	"netnet-tui/ui/keymap"
)

// switchForm is for on or off.
type switchForm struct{ choiceForm }

func newSwitch(line lineForm, now string) *switchForm {
	return &switchForm{*newChoice(line, []string{"on", "off"}, now)}
}

func (f *switchForm) scope() keymap.Scope { return scopeChecklist }
func (f *switchForm) keys() string        { return "space toggles it" }

// turn switches to off, unless it is off already.
func (f *switchForm) turn() {
	value, err := f.option.Parse(f.text())
	if number, ok := value.Number(); err == nil && ok && number != 0 {
		f.offer("off")
		return
	}
	f.offer("on")
}

func (f *switchForm) means(v sockopts.Value) string {
	if number, ok := v.Number(); ok && number != 0 && number != 1 {
		return "neither 0 nor 1: most options treat it as on, and some refuse it"
	}
	return ""
}
