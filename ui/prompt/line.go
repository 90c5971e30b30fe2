// Package prompt is the line that a person types on: its text and cursor, its history, and its completions.
package prompt

import (
	"strings"
	"unicode"

	"netnet-tui/engine/step"

	"github.com/charmbracelet/x/ansi"
)

// Line is one line being edited, or more if Several is set. Cursor is a byte offset at a grapheme boundary.
type Line struct {
	Text    string
	Cursor  int
	Several bool // pasted text may have several lines: they are steps
	Old     bool // it is offered again: typing replaces it, and an editing key continues it

	replaced string // the old text that typing has replaced
}

// Set replaces the text and puts the cursor at its end.
func (l *Line) Set(text string) { l.Text, l.Cursor, l.Old = text, len(text), false }

// Insert inserts text at the cursor. Tabs become spaces, and so do line breaks unless the line is Several.
func (l *Line) Insert(text string) {
	if l.Old {
		l.replaced = l.Text
		l.Set("")
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && l.Several:
			return r
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
	l.Text = l.Text[:l.Cursor] + text + l.Text[l.Cursor:]
	l.Cursor += len(text)
}

// Paste inserts pasted text at the cursor, without its empty lines if they are steps. A step pasted after a
// complete one starts a new line.
func (l *Line) Paste(text string) {
	if l.Several {
		steps := text
		if strings.ContainsAny(text, "\r\n") {
			steps = stepsIn(text)
		}
		broken := text != steps && strings.ContainsAny(text[:1], "\r\n") && l.Cursor > l.begin()
		if text = steps; text != "" && !l.Old && (broken || l.complete() && step.Begins(text)) {
			text = "\n" + text
		}
	}
	l.Insert(text)
}

// complete reports whether the cursor is at the end of a line that seems complete: not inside a word or a
// quoted text.
func (l *Line) complete() bool {
	before := l.Text[l.begin():l.Cursor]
	return before != "" && l.Cursor == l.end() && !unicode.IsSpace(rune(before[len(before)-1])) && strings.Count(before, `"`)%2 == 0
}

// stepsIn returns a text without its empty lines.
func stepsIn(text string) string {
	var lines []string
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// begin returns the offset at which the line with the cursor begins.
func (l *Line) begin() int { return strings.LastIndexByte(l.Text[:l.Cursor], '\n') + 1 }

// end returns the offset at which that line ends.
func (l *Line) end() int {
	if n := strings.IndexByte(l.Text[l.Cursor:], '\n'); n >= 0 {
		return l.Cursor + n
	}
	return len(l.Text)
}

// Replace replaces the text between from and the cursor with word.
func (l *Line) Replace(from int, word string) {
	l.Old = false
	from = max(0, min(from, l.Cursor))
	l.Text = l.Text[:from] + word + l.Text[l.Cursor:]
	l.Cursor = from + len(word)
}

// edits maps the editing keys to what they do.
var edits = map[string]func(*Line){
	"left":           func(l *Line) { l.Cursor = l.before() },
	"ctrl+b":         func(l *Line) { l.Cursor = l.before() },
	"right":          func(l *Line) { l.Cursor = l.after() },
	"ctrl+f":         func(l *Line) { l.Cursor = l.after() },
	"home":           func(l *Line) { l.Cursor = l.begin() },
	"ctrl+a":         func(l *Line) { l.Cursor = l.begin() },
	"end":            func(l *Line) { l.Cursor = l.end() },
	"ctrl+e":         func(l *Line) { l.Cursor = l.end() },
	"ctrl+left":      func(l *Line) { l.Cursor = l.wordBefore() },
	"alt+b":          func(l *Line) { l.Cursor = l.wordBefore() },
	"ctrl+right":     func(l *Line) { l.Cursor = l.wordAfter() },
	"alt+f":          func(l *Line) { l.Cursor = l.wordAfter() },
	"backspace":      func(l *Line) { l.remove(l.before(), l.Cursor) },
	"ctrl+h":         func(l *Line) { l.remove(l.before(), l.Cursor) },
	"delete":         func(l *Line) { l.remove(l.Cursor, l.after()) },
	"ctrl+d":         func(l *Line) { l.remove(l.Cursor, l.after()) },
	"ctrl+u":         func(l *Line) { l.remove(l.begin(), l.Cursor) },
	"ctrl+k":         func(l *Line) { l.remove(l.Cursor, l.end()) },
	"ctrl+w":         func(l *Line) { l.remove(l.wordBefore(), l.Cursor) },
	"alt+backspace":  func(l *Line) { l.remove(l.wordBefore(), l.Cursor) },
	"ctrl+backspace": func(l *Line) { l.remove(l.wordBefore(), l.Cursor) },
	"alt+d":          func(l *Line) { l.remove(l.Cursor, l.wordAfter()) },
}

// Edit applies an editing key, and reports whether the key is one.
func (l *Line) Edit(key string) bool {
	edit, ok := edits[key]
	if ok {
		l.Old = false
		edit(l)
	}
	return ok
}

// Column returns the number of columns before the cursor in its line.
func (l *Line) Column() int { return ansi.StringWidth(l.Text[l.begin():l.Cursor]) }

func (l *Line) remove(from, to int) {
	l.Text = l.Text[:from] + l.Text[to:]
	l.Cursor = from
}

func (l *Line) after() int {
	if l.Cursor >= len(l.Text) {
		return len(l.Text)
	}
	glyph, _ := ansi.FirstGraphemeCluster(l.Text[l.Cursor:], ansi.GraphemeWidth)
	return l.Cursor + max(len(glyph), 1)
}

func (l *Line) before() int {
	at := 0
	for at < l.Cursor {
		glyph, _ := ansi.FirstGraphemeCluster(l.Text[at:], ansi.GraphemeWidth)
		next := at + max(len(glyph), 1)
		if next >= l.Cursor {
			break
		}
		at = next
	}
	return at
}

func (l *Line) wordBefore() int {
	head := strings.TrimRightFunc(l.Text[:l.Cursor], unicode.IsSpace)
	return strings.LastIndexFunc(head, unicode.IsSpace) + 1
}

func (l *Line) wordAfter() int {
	at := l.Cursor
	tail := l.Text[at:]
	blanks := len(tail) - len(strings.TrimLeftFunc(tail, unicode.IsSpace))
	word := strings.IndexFunc(tail[blanks:], unicode.IsSpace)
	if word < 0 {
		return len(l.Text)
	}
	return at + blanks + word
}
