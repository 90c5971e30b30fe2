// Package prompt is a line that a person types: its text, its cursor, what was
// typed before, and the words that would complete it.
package prompt

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Line is one line being edited. Cursor is a byte offset at the edge of a
// grapheme.
type Line struct {
	Text   string
	Cursor int
}

// Set replaces the text and puts the cursor behind it.
func (l *Line) Set(text string) { l.Text, l.Cursor = text, len(text) }

// Insert writes text at the cursor. Line breaks and tabs of something pasted become
// blanks: a line is one step.
func (l *Line) Insert(text string) {
	text = strings.Map(func(r rune) rune {
		switch {
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

// Replace puts word in place of what lies between from and the cursor.
func (l *Line) Replace(from int, word string) {
	from = max(0, min(from, l.Cursor))
	l.Text = l.Text[:from] + word + l.Text[l.Cursor:]
	l.Cursor = from + len(word)
}

// edits are what the editing keys do.
var edits = map[string]func(*Line){
	"left":           func(l *Line) { l.Cursor = l.before() },
	"ctrl+b":         func(l *Line) { l.Cursor = l.before() },
	"right":          func(l *Line) { l.Cursor = l.after() },
	"ctrl+f":         func(l *Line) { l.Cursor = l.after() },
	"home":           func(l *Line) { l.Cursor = 0 },
	"ctrl+a":         func(l *Line) { l.Cursor = 0 },
	"end":            func(l *Line) { l.Cursor = len(l.Text) },
	"ctrl+e":         func(l *Line) { l.Cursor = len(l.Text) },
	"ctrl+left":      func(l *Line) { l.Cursor = l.wordBefore() },
	"alt+b":          func(l *Line) { l.Cursor = l.wordBefore() },
	"ctrl+right":     func(l *Line) { l.Cursor = l.wordAfter() },
	"alt+f":          func(l *Line) { l.Cursor = l.wordAfter() },
	"backspace":      func(l *Line) { l.remove(l.before(), l.Cursor) },
	"ctrl+h":         func(l *Line) { l.remove(l.before(), l.Cursor) },
	"delete":         func(l *Line) { l.remove(l.Cursor, l.after()) },
	"ctrl+d":         func(l *Line) { l.remove(l.Cursor, l.after()) },
	"ctrl+u":         func(l *Line) { l.remove(0, l.Cursor) },
	"ctrl+k":         func(l *Line) { l.remove(l.Cursor, len(l.Text)) },
	"ctrl+w":         func(l *Line) { l.remove(l.wordBefore(), l.Cursor) },
	"alt+backspace":  func(l *Line) { l.remove(l.wordBefore(), l.Cursor) },
	"ctrl+backspace": func(l *Line) { l.remove(l.wordBefore(), l.Cursor) },
	"alt+d":          func(l *Line) { l.remove(l.Cursor, l.wordAfter()) },
}

// Edit does what an editing key does; false when the key is none.
func (l *Line) Edit(key string) bool {
	edit, ok := edits[key]
	if ok {
		edit(l)
	}
	return ok
}

// Column is how many columns lie before the cursor.
func (l *Line) Column() int { return ansi.StringWidth(l.Text[:l.Cursor]) }

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
