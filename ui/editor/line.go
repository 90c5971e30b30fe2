package editor

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"netnet-tui/sockopts"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
)

// lineForm is a line for the value. It suits texts, and is what most other forms are built on.
type lineForm struct {
	option  *sockopts.Option
	shape   sockopts.Form
	line    prompt.Line
	offered string // what a key has put into the line, which the next letter replaces
}

func (f *lineForm) scope() keymap.Scope { return scopeEditor }
func (f *lineForm) keys() string        { return "" }
func (f *lineForm) hint() string        { return f.option.Codec.Hint() + anyBytes }
func (f *lineForm) input() *prompt.Line { return &f.line }
func (f *lineForm) move(int, bool)      {}
func (f *lineForm) turn()               {}
func (f *lineForm) take(int)            {}
func (f *lineForm) text() string        { return f.line.Text }
func (f *lineForm) problem() string     { return "" }

// anyBytes describes what may be written for any value.
const anyBytes = "; hex:… for any bytes"

// offer puts a text that nobody has typed into the line.
func (f *lineForm) offer(text string) {
	f.line.Set(text)
	f.offered = text
}

func (f *lineForm) typed() {
	letters, ok := strings.CutPrefix(f.line.Text, f.offered)
	if ok && f.offered != "" && letters != "" {
		f.line.Set(letters)
	}
	f.offered = ""
}

func (f *lineForm) view() formView { return formView{entry: []formRow{f.row()}} }

// row returns the line itself.
func (f *lineForm) row() formRow {
	return formRow{line: &f.line, focus: true, fresh: f.offered != "" && f.line.Text == f.offered, index: unclickable}
}

// means says how long a name is, if the kernel limits its length.
func (f *lineForm) means(sockopts.Value) string {
	text := strings.TrimSpace(f.line.Text)
	if f.shape.Kind == sockopts.NothingForm {
		return "the kernel does not look at the value: enter is enough"
	}
	if f.shape.Limit == 0 || strings.HasPrefix(text, "hex:") {
		return ""
	}
	n := utf8.RuneCountInString(strings.Trim(text, `"`))
	switch {
	case n > f.shape.Limit:
		return fmt.Sprintf("%d characters, and the kernel has room for %d", n, f.shape.Limit)
	case n == 0:
		return fmt.Sprintf("the empty name; there is room for %d characters", f.shape.Limit)
	}
	return fmt.Sprintf("%d of at most %d characters", n, f.shape.Limit)
}
