package ui

import (
	"strings"
	"testing"
	"unicode/utf8"

	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
)

func TestTheCaretStandsUnderTheCharacter(t *testing.T) {
	for _, text := range []string{"send zz", "send é zz", "send ééé zz", "send 漢 zz"} {
		s, _ := begin(t, 80, 24, sample())
		s.entry.Open(s, s.stepPurpose(), text, len(text), false)
		s.entry.Blame(&step.Error{Message: "what is zz?", Column: utf8.RuneCountInString(text) - 1})
		rows := splitRows(s.text())
		line, below := rows[len(rows)-2], rows[len(rows)-1]
		if cells(line, "zz") != cells(below, "^") {
			t.Errorf("it is misplaced:\n%s\n%s", line, below)
		}
	}
}

// cells is how many cells stand before a text in a row.
func cells(row, text string) int {
	before, _, _ := strings.Cut(row, text)
	return canvas.Width(before)
}
