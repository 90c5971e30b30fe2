package editor

import (
	"fmt"
	"strings"

	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/theme"
)

// flagsForm is a checkbox for each flag, and the line that they add up to. Each follows the other.
type flagsForm struct {
	lineForm
	at int
}

func (f *flagsForm) hint() string        { return "" }
func (f *flagsForm) scope() keymap.Scope { return scopeChecklist }
func (f *flagsForm) keys() string        { return "↑↓ move  space toggles it" }

func (f *flagsForm) typed() {} // a set of flags is continued, not replaced

func (f *flagsForm) move(by int, pages bool) {
	if pages {
		by *= 8
	}
	f.at = max(0, min(f.at+by, len(f.shape.Names)-1))
}

func (f *flagsForm) take(index int) {
	f.at = index
	f.turn()
}

// turn toggles the selected flag. A line that is not a set of flags stays as it is.
func (f *flagsForm) turn() {
	if value, ok := f.set().Turned(f.shape.Names[f.at]); ok {
		f.line.Set(value.String())
	}
}

// set returns the flags on the line, or the zero Value if it cannot be parsed.
func (f *flagsForm) set() sockopts.Value {
	text := strings.TrimSpace(f.line.Text)
	if text == "" {
		text = "0"
	}
	value, err := f.option.Parse(text)
	if err != nil {
		return sockopts.Value{}
	}
	return value
}

func (f *flagsForm) means(v sockopts.Value) string {
	if _, ok := v.Turned(f.shape.Names[f.at]); !ok {
		return "bytes that are not a set of flags: no box follows them"
	}
	n := 0
	for _, name := range f.shape.Names {
		if v.Has(name) {
			n++
		}
	}
	return fmt.Sprintf("%d of %d flags", n, len(f.shape.Names))
}

func (f *flagsForm) view() formView {
	v := f.lineForm.view()
	v.chosen = f.at
	set := f.set()
	_, read := set.Turned(f.shape.Names[f.at])
	for i, name := range f.shape.Names {
		mark, role, box := "  ", theme.Text, "[ ] "
		if i == f.at {
			mark, role = "▸ ", theme.Accent
		}
		switch {
		case !read:
			box = "[?] "
		case set.Has(name):
			box = "[x] "
		}
		v.list = append(v.list, formRow{text: canvas.Line{canvas.Raised(role, mark+box+name)}, index: i})
	}
	return v
}
