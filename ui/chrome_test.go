package ui

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
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

// cells returns the width of what precedes text in a row.
func cells(row, text string) int {
	before, _, _ := strings.Cut(row, text)
	return canvas.Width(before)
}

// Where the letter means something else, another key interrupts, and the tabs name that one.
func TestTheKeyThatInterruptsIsThatOfThePage(t *testing.T) {
	f := sample()
	f.Blocked = []engine.Blocked{{Task: "recv1", Step: "recv c 5", Verb: "recv", Socket: 2, For: time.Second}}
	for page, want := range map[string]string{"Bench": ", i interrupts", "Server": ", I interrupts", "Reference": ", i interrupts", "Race": ", i interrupts", "System": ", i interrupts", "Sessions": ", i interrupts"} {
		s, d := begin(t, 160, 24, f)
		s.turn(page)
		if row := s.tabs(); !strings.Contains(row, want) {
			t.Errorf("%s: %q", page, row)
		}
		key := rune(want[2])
		s.key(string(key), key)
		if len(d.posted) != 1 || d.posted[0] != "interrupt recv1" {
			t.Errorf("%s: posted is %q", page, d.posted)
		}
		s.key(":", ':')
		if row := s.tabs(); strings.Contains(row, "interrupts") || !strings.Contains(row, "blocked in recv") {
			t.Errorf("%s, while a line is typed: %q", page, row)
		}
	}
}

// The prompt's description fits whole on the smallest screen.
func TestWhatThePromptIsForIsNotCut(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	for _, page := range s.pages {
		s.turn(page.Name())
		for range 3 { // panes of the bench
			s.key("/", '/')
			if p := s.entry.Purpose; p != nil && !strings.Contains(s.text(), p.About) {
				t.Errorf("on %s it is cut: %s", page.Name(), p.About)
			}
			s.key("", tea.KeyEscape)
			if page.Name() == part.Home {
				s.key("", tea.KeyTab)
			}
		}
	}
}
