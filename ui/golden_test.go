package ui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
)

var update = flag.Bool("update", false, "write the golden screens again")

// The text of screens, without the tabs. Colours are left out on purpose: they are the
// theme's business and tested there.
func TestGoldenScreens(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, sample())
		golden(t, fmt.Sprintf("bench-%dx%d", size.w, size.h), s.below())
	}
	s, _ := begin(t, 80, 24, sample())
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	golden(t, "inspector-80x24", s.below())
	s, _ = begin(t, 120, 40, sample())
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	for range 2 {
		s.Update(tea.KeyPressMsg{Code: tea.KeyUp})
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	golden(t, "trace-120x40", s.below())
	s, _ = begin(t, 80, 24, sample())
	s.key("n", 'n')
	golden(t, "new-80x24", s.below())
	s.Pop()
	s.key(":", ':')
	for _, r := range "setsockopt a TCP_NODEL on" {
		s.key(string(r), r)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	golden(t, "prompt-80x24", s.below())
	for _, page := range []struct {
		w, h   int
		filter string
	}{{80, 24, "connect"}, {120, 40, "econnrefused"}, {200, 50, "eaddrinuse"}} {
		s, _ = begin(t, page.w, page.h, sample())
		s.turn("Reference")
		s.reference().Sift(page.filter)
		golden(t, fmt.Sprintf("reference-%dx%d", page.w, page.h), s.below())
	}
}

// The page of the event loop: paused among hundreds of connections, and where nothing is
// served.
func TestGoldenServer(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, sample())
		s.key("2", '2')
		for second := range 4 {
			s.sees(served(float64(1 + second)))
		}
		golden(t, fmt.Sprintf("server-%dx%d", size.w, size.h), s.below())
	}
	s, _ := begin(t, 80, 24, sample())
	s.key("2", '2')
	golden(t, "server-none-80x24", s.below())
}

// The page of a race: under way with its first laps, and before it begins.
func TestGoldenRace(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, sample())
		s.turn("Race")
		s.race().Begin()
		for _, lap := range laps() {
			s.race().Lap(lap)
		}
		golden(t, fmt.Sprintf("race-%dx%d", size.w, size.h), s.below())
	}
	s, _ := begin(t, 80, 24, sample())
	s.turn("Race")
	golden(t, "race-none-80x24", s.below())
}

// The row of tabs, which every page has above it, and what it says of the engine.
func TestGoldenTabs(t *testing.T) {
	var rows strings.Builder
	for _, w := range []int{60, 80, 120, 200} {
		for _, f := range []engine.Frame{sample(), {Network: engine.PrivateLab, PID: 12, Open: 1},
			{Network: engine.HostNetwork, PID: 4711, Open: 20_000, Blocked: []engine.Blocked{{Verb: "accept", For: 1500 * time.Millisecond}}}} {
			s, _ := begin(t, w, 24, f)
			fmt.Fprintln(&rows, s.tabs())
		}
	}
	golden(t, "tabs", rows.String())
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
		t.Errorf("%s differs (go test ./ui -update writes it again):\n%s", file, got)
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
