package editor

import (
	"slices"
	"strings"

	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// choiceForm is a list of names, in place of which a value may also be typed.
type choiceForm struct {
	lineForm
	names  []string
	now    string
	narrow string                   // only names that contain it are listed
	about  func(name string) string // what a name stands for; "" if it speaks for itself
}

func newChoice(line lineForm, names []string, now string) *choiceForm {
	f := &choiceForm{lineForm: line, names: names, now: now, about: func(string) string { return "" }}
	f.offer(now)
	return f
}

func (f *choiceForm) keys() string { return "↑↓ choose" }
func (f *choiceForm) hint() string { return "" }

func (f *choiceForm) typed() {
	f.lineForm.typed()
	f.narrow = strings.ToLower(strings.TrimSpace(f.line.Text))
}

// listed returns the names to show: those that match what was typed, or all of them if none does.
func (f *choiceForm) listed() []string {
	var found []string
	for _, name := range f.names {
		if strings.Contains(strings.ToLower(name+" "+f.about(name)), f.narrow) {
			found = append(found, name)
		}
	}
	if len(found) == 0 {
		return f.names
	}
	return found
}

// text returns what was typed. If that is not a value and exactly one name contains it, text returns that
// name.
func (f *choiceForm) text() string {
	text := strings.TrimSpace(f.line.Text)
	if text == "" {
		return ""
	}
	if _, err := f.option.Parse(text); err != nil {
		if found := f.listed(); len(found) == 1 && f.narrow != "" {
			return found[0]
		}
	}
	return text
}

// at returns the index of the name that the text stands for, or -1 if there is none.
func (f *choiceForm) at(names []string) int {
	value, err := f.option.Parse(f.text())
	if err != nil {
		return -1
	}
	return slices.Index(names, value.String())
}

func (f *choiceForm) move(by int, pages bool) {
	names := f.listed()
	at := f.at(names)
	switch {
	case at < 0 && by < 0:
		at = len(names) - 1
	case at < 0:
		at = 0
	case pages || by > 1 || by < -1:
		at = max(0, min(at+by, len(names)-1))
	default:
		at = (at + by + len(names)) % len(names)
	}
	f.offer(names[at])
}

// take takes the name with the given index among all names.
func (f *choiceForm) take(index int) { f.offer(f.names[index]) }

// means says what a text stands for if it is not written as the kernel's names are.
func (f *choiceForm) means(v sockopts.Value) string {
	switch text := f.text(); {
	case strings.TrimSpace(f.line.Text) != text || text != v.String() && slices.Contains(f.names, v.String()):
		return "that is " + v.String()
	case f.about(v.String()) != "":
		return f.about(v.String())
	case !slices.Contains(f.names, v.String()) && f.option.Among != nil && f.option.Among.Indexes:
		return "no interface has this index"
	case !slices.Contains(f.names, v.String()) && f.shape.Kind == sockopts.TextForm:
		return "this machine does not list it: " + f.lineForm.means(v)
	case !slices.Contains(f.names, v.String()):
		return "a value without a name"
	}
	return ""
}

func (f *choiceForm) view() formView {
	v := f.lineForm.view()
	names := f.listed()
	chosen := f.at(names)
	v.chosen = max(chosen, 0)
	for i, name := range names {
		mark, role := "  ", theme.Text
		if i == chosen {
			mark, role = "▸ ", theme.Accent
		}
		line := canvas.Line{canvas.Raised(role, mark+name)}
		if about := f.about(name); about != "" {
			line = append(line, canvas.Raised(theme.Dim, "  "+about))
		}
		if name == f.now {
			line = append(line, canvas.Raised(theme.Dim, "  now"))
		}
		v.list = append(v.list, formRow{text: line, index: slices.Index(f.names, name)})
	}
	return v
}
