package ui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

var update = flag.Bool("update", false, "write the golden screens afresh")

// The text of whole screens. Colours are left out on purpose: they are the theme's
// business and tested there.
func TestGoldenScreens(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, sample())
		golden(t, fmt.Sprintf("bench-%dx%d", size.w, size.h), s.text())
	}
	s, _ := begin(t, 80, 24, sample())
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	golden(t, "inspector-80x24", s.text())
	s, _ = begin(t, 120, 40, sample())
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	for range 2 {
		s.Update(tea.KeyPressMsg{Code: tea.KeyUp})
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	golden(t, "trace-120x40", s.text())
	s, _ = begin(t, 80, 24, sample())
	s.key("n", 'n')
	golden(t, "new-80x24", s.text())
	s.pop()
	s.key(":", ':')
	for _, r := range "setsockopt a TCP_NODEL on" {
		s.key(string(r), r)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	golden(t, "prompt-80x24", s.text())
	for _, page := range []struct {
		w, h   int
		filter string
	}{{80, 24, "connect"}, {120, 40, "econnrefused"}, {200, 50, "eaddrinuse"}} {
		s, _ = begin(t, page.w, page.h, sample())
		s.key("3", '3')
		s.reference.Sift(page.filter)
		golden(t, fmt.Sprintf("reference-%dx%d", page.w, page.h), s.text())
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test ./ui -update writes it afresh):\n%s", file, got)
	}
}

func TestNoRowIsWiderThanTheScreen(t *testing.T) {
	for w := leastWidth; w < 220; w += 7 {
		for h := leastHeight; h < 60; h += 5 {
			s, _ := begin(t, w, h, sample())
			for range 3 {
				s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
				rows := 0
				for _, row := range splitRows(s.text()) {
					rows++
					if n := utf8.RuneCountInString(row); n > w {
						t.Fatalf("a row of %d columns at %d×%d: %q", n, w, h, row)
					}
				}
				if rows != h {
					t.Fatalf("%d rows at %d×%d", rows, w, h)
				}
			}
		}
	}
}
