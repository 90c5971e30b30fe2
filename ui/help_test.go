package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// On every page, the page of keys has a heading for each scope, no word cut at 80 columns, and only the
// marks of that page.
func TestThePageOfKeysExplainsThePage(t *testing.T) {
	for name, mark := range map[string]string{"Bench": "~", "Server": "½", "Reference": "", "Race": ""} {
		s, _ := begin(t, 80, 24, sample())
		s.turn(name)
		s.sees(served(1))
		var heads []string
		for _, scope := range s.scopes() {
			heads = append(heads, s.keys.Title(scope))
		}
		s.key("?", '?')
		page := ""
		for range 20 {
			page += s.text()
			s.key("", tea.KeyPgDown)
		}
		for _, head := range heads {
			if head == "" || !strings.Contains(page, "│ "+head+"  ") {
				t.Errorf("%s: no heading %q", name, head)
			}
		}
		if strings.Contains(page, "…") {
			t.Errorf("%s: a text is cut:\n%s", name, page)
		}
		if got := strings.Contains(page, "│ Marks  "); got != (mark != "") || !strings.Contains(page, "│   "+mark) {
			t.Errorf("%s: its marks are explained: %v", name, got)
		}
	}
}

// One key each leads to the end and to the beginning of the page of keys.
func TestThePageOfKeysHasAnEnd(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	s.key("?", '?')
	first := s.text()
	for _, key := range []struct {
		text string
		code rune
	}{{"", tea.KeyEnd}, {"G", 'G'}} {
		s.key(key.text, key.code)
		if last := s.text(); last == first || !strings.Contains(last, "│ Marks  ") {
			t.Errorf("%c shows\n%s", key.code, last)
		}
		s.key("", tea.KeyHome)
		if s.text() != first {
			t.Errorf("home shows\n%s", s.text())
		}
	}
}

// The readiness models are offered in a list, with the current one selected.
func TestAReadinessIsChosenFromAList(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		s, d := begin(t, size[0], size[1], sample())
		s.key("2", '2')
		s.sees(served(1))
		s.key("R", 'R')
		text := s.text()
		for _, want := range []string{"Learn which sockets are ready by", "▸ epoll ", "io_uring", "Linux 6.0", "in turn, and never sleeps"} {
			if !strings.Contains(text, want) {
				t.Errorf("at %v the list has no %q:\n%s", size, want, text)
			}
		}
		s.key("", tea.KeyDown)
		s.key("", tea.KeyEnter)
		if len(d.posted) != 1 || d.posted[0] != "serve s echo with epoll-et" {
			t.Errorf("posted is %q", d.posted)
		}
	}
}

// The sort arrow shifts no column.
func TestTheArrowMovesNoColumn(t *testing.T) {
	for _, w := range []int{80, 120, 200} {
		s, _ := begin(t, w, 40, sample())
		cells := splitRows(s.text())[3]
		for range 8 {
			s.key("s", 's')
			text := s.text()
			if got := splitRows(text)[3]; got != cells || !strings.Contains(text, "↑") {
				t.Errorf("at %d columns, sorted by %q, a row is\n%s\nand was\n%s", w, s.bench.Sockets.Sort, got, cells)
			}
		}
	}
}
