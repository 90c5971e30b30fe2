package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/goldentest"
	"netnet-tui/ui/store"
)

// The text of screens, without the tabs. Colours are left out on purpose: package theme has them, and tests
// them.
func TestGoldenScreens(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, sample())
		goldentest.Same(t, fmt.Sprintf("bench-%dx%d", size.w, size.h), s.below())
	}
	s, _ := begin(t, 80, 24, sample())
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	goldentest.Same(t, "inspector-80x24", s.below())
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, watching())
		s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
		goldentest.Same(t, fmt.Sprintf("epoll-%dx%d", size.w, size.h), s.below())
	}
	s, _ = begin(t, 120, 40, sample())
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	s.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	for range 2 {
		s.Update(tea.KeyPressMsg{Code: tea.KeyUp})
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	goldentest.Same(t, "trace-120x40", s.below())
	s, _ = begin(t, 80, 24, sample())
	s.key("n", 'n')
	goldentest.Same(t, "new-80x24", s.below())
	s.Pop()
	s.key(":", ':')
	for _, r := range "setsockopt a TCP_NODEL on" {
		s.key(string(r), r)
	}
	s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	goldentest.Same(t, "prompt-80x24", s.below())
	for _, page := range []struct {
		w, h   int
		filter string
	}{{80, 24, "connect"}, {120, 40, "econnrefused"}, {200, 50, "eaddrinuse"}} {
		s, _ = begin(t, page.w, page.h, sample())
		s.turn("Reference")
		s.reference().Sift(page.filter)
		goldentest.Same(t, fmt.Sprintf("reference-%dx%d", page.w, page.h), s.below())
	}
}

// The server page: paused among hundreds of connections, and with nothing served.
func TestGoldenServer(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, sample())
		s.key("2", '2')
		for second := range 4 {
			s.sees(served(float64(1 + second)))
		}
		goldentest.Same(t, fmt.Sprintf("server-%dx%d", size.w, size.h), s.below())
	}
	s, _ := begin(t, 80, 24, sample())
	s.key("2", '2')
	goldentest.Same(t, "server-none-80x24", s.below())
}

// The race page: running with its first laps, and before it begins.
func TestGoldenRace(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s, _ := begin(t, size.w, size.h, sample())
		s.turn("Race")
		s.race().Begin()
		for _, lap := range laps() {
			s.race().Lap(lap)
		}
		goldentest.Same(t, fmt.Sprintf("race-%dx%d", size.w, size.h), s.below())
	}
	s, _ := begin(t, 80, 24, sample())
	s.turn("Race")
	goldentest.Same(t, "race-none-80x24", s.below())
}

// The lesson page: with one lesson finished and one begun, and the result of a search.
func TestGoldenLearn(t *testing.T) {
	library := func() lesson.Library {
		var l lesson.Library
		for _, it := range []struct{ name, chapter, title string }{
			{"a-socket", "1 First steps", "What a socket is"}, {"would-block", "1 First steps", "Would block"}, {"linger", "2 What people ask", "What linger waits for"},
		} {
			text := fmt.Sprintf("---\nlayout: lesson\ntitle: %s\nchapter: %s\nknow: what the kernel holds\nminutes: 3\nshows: LISTEN, EAGAIN\n---\n\n# %[1]s\n\nA socket is an *object* in the kernel.\n\n"+
				"```netnet\ns = socket tcp\n```\n\n```predict\nWhat now?\n- Nothing :: => ok\n- Much :: => error\n```\n\n```netnet\nclose s\n```\n", it.title, it.chapter)
			parsed, err := lesson.Parse(it.name+".md", script.Lines([]byte(text)))
			if err != nil {
				t.Fatal(err)
			}
			l.Lessons = append(l.Lessons, parsed)
		}
		return l
	}
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		progress := filepath.Join(t.TempDir(), "lessons.json")
		kept := lesson.Progress{"a-socket": {Block: 4, Done: true, Right: map[int]bool{2: true}}, "would-block": {Block: 1}}
		if err := lesson.WriteProgress(progress, kept.Text()); err != nil {
			t.Fatal(err)
		}
		d := &desk{frame: sample()}
		s, err := New(Options{Theme: "dark", Start: func() (store.Source, error) { return d, nil }, Lessons: library, Progress: progress})
		if err != nil {
			t.Fatal(err)
		}
		s.Update(tea.WindowSizeMsg{Width: size.w, Height: size.h})
		s.sees(d.frame)
		s.turn("Learn")
		goldentest.Same(t, fmt.Sprintf("learn-%dx%d", size.w, size.h), s.below())
	}
}

// The row of tabs above every page, and what it says about the engine.
func TestGoldenTabs(t *testing.T) {
	var rows strings.Builder
	for _, w := range []int{60, 80, 120, 200} {
		for _, f := range []engine.Frame{sample(), {Network: engine.PrivateLab, PID: 12, Open: 1},
			{Network: engine.HostNetwork, PID: 4711, Open: 20_000, Blocked: []engine.Blocked{{Verb: "accept", For: 1500 * time.Millisecond}}}} {
			for _, f.Recording = range []*engine.Recording{nil, {On: true}, {Lost: "the disk is full"}} {
				s, _ := begin(t, w, 24, f)
				row := s.tabs()
				if f.Recording != nil && f.Recording.On && !strings.Contains(row, "●") {
					t.Errorf("in %d columns a recording runs and is not seen: %s", w, row)
				}
				fmt.Fprintln(&rows, row)
			}
		}
	}
	goldentest.Same(t, "tabs", rows.String())
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
