package editor

import (
	"slices"
	"strings"

	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/theme"
)

// fieldsForm is for a value of several parts, with a line for each.
type fieldsForm struct {
	shape sockopts.Form
	lines []prompt.Line
	at    int
}

func newFields(shape sockopts.Form, parts []string) *fieldsForm {
	f := &fieldsForm{shape: shape, lines: make([]prompt.Line, len(parts))}
	for i, part := range parts {
		f.lines[i].Set(part)
	}
	return f
}

func (f *fieldsForm) scope() keymap.Scope { return scopeFields }

func (f *fieldsForm) hint() string { return "" }

func (f *fieldsForm) keys() string {
	if len(f.lines) == 1 {
		return ""
	}
	return "tab next field"
}

func (f *fieldsForm) input() *prompt.Line { return &f.lines[f.at] }

// typed moves on to the next field if the text of one belongs in two: the separator was typed, or a whole
// value was pasted into the first.
func (f *fieldsForm) typed() {
	parts := f.parts()
	whole := f.shape.Join(parts)
	if f.at == 0 && f.empty(1) {
		whole = parts[0]
	}
	split, ok := f.shape.Split(whole)
	if !ok || slices.Equal(split, parts) || f.shape.Join(split) != whole {
		return
	}
	for i, part := range split {
		f.lines[i].Set(part)
		if part != "" {
			f.at = i
		}
	}
}

// empty reports whether the fields from index from on are empty.
func (f *fieldsForm) empty(from int) bool {
	for _, part := range f.parts()[from:] {
		if part != "" {
			return false
		}
	}
	return true
}

func (f *fieldsForm) move(by int, _ bool) {
	n := len(f.lines)
	f.at = ((f.at+by)%n + n) % n
}

func (f *fieldsForm) turn()          {}
func (f *fieldsForm) take(index int) { f.at = index }

func (f *fieldsForm) parts() []string {
	parts := make([]string, len(f.lines))
	for i := range f.lines {
		parts[i] = strings.TrimSpace(f.lines[i].Text)
	}
	return parts
}

// text returns the value, or the form's empty value if all fields are empty.
func (f *fieldsForm) text() string {
	if f.empty(0) {
		return f.shape.Empty
	}
	return f.shape.Join(f.parts())
}

// problem returns the problem of the first invalid field, or else of the first missing one.
func (f *fieldsForm) problem() string {
	parts := f.parts()
	if f.empty(0) || strings.HasPrefix(f.text(), "hex:") {
		return ""
	}
	missing := ""
	for i, field := range f.shape.Parts {
		problem := field.Problem(parts[i])
		if problem != "" && parts[i] != "" {
			return problem
		}
		if missing == "" {
			missing = problem
		}
	}
	return missing
}

// means says what bytes in one field do to the others.
func (f *fieldsForm) means(sockopts.Value) string {
	if len(f.lines) > 1 && strings.HasPrefix(f.text(), "hex:") {
		return "hex: stands for the whole value, whatever is in the other fields"
	}
	return ""
}

func (f *fieldsForm) view() formView {
	v := formView{at: f.at}
	for i, field := range f.shape.Parts {
		hint := field.Hint
		if field.Optional {
			hint = "may be left out: " + hint
		}
		v.entry = append(v.entry, formRow{
			label: field.Label, line: &f.lines[i], text: canvas.Line{canvas.Raised(theme.Faint, hint)}, focus: i == f.at, index: i,
		})
	}
	return v
}
