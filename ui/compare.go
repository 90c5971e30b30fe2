package ui

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/store"
	"netnet-tui/ui/theme"
)

// picker chooses the socket that the selected one is compared with.
type picker struct {
	with status.Socket
	list []status.Socket // the most related first
	at   int
}

// candidate is the target of a socket of the list.
type candidate struct{ index int }

func (p *picker) scope() keymap.Scope { return "list" }

func (p *picker) move(by int, _ bool) { p.at = max(0, min(p.at+by, len(p.list)-1)) }

func (p *picker) choose(s *Screen) tea.Cmd {
	s.pop()
	return s.compareWith(p.list[p.at])
}

func (p *picker) draw(_ *Screen, c *canvas.Canvas, r canvas.Rect) {
	foot := canvas.Line{canvas.Say(theme.Dim, "enter compares  ↑↓ choose  esc back")}
	inner := window(c, r, min(76, r.W-2), min(len(p.list)+2, r.H-2), "Compare "+p.with.Name+" with", foot)
	top := max(0, min(p.at-inner.H/2, len(p.list)-inner.H))
	for y := 0; y < inner.H && top+y < len(p.list); y++ {
		k := p.list[top+y]
		mark, role := "  ", theme.Text
		if top+y == p.at {
			mark, role = "▸ ", theme.Accent
		}
		c.PutLine(inner.Row(y), 0, 0, canvas.Line{raised(role, mark+fill(k.Name, 8)), raised(theme.Dim, fill(k.Kind, 8)),
			raised(theme.Text, fill(k.State, 13)), raised(theme.Dim, kinship(p.with, k))})
		c.Hit(inner.Row(y), candidate{top + y})
	}
}

// nobodyBeside is why there is nothing to compare with.
func nobodyBeside(s *Screen) string {
	if reason := needsSocket(s); reason != "" {
		return reason
	}
	if len(s.comparable()) == 0 {
		return "there is no other socket to compare with"
	}
	return ""
}

// compare shows only what differs from another socket, or ends that.
func (s *Screen) compare() tea.Cmd {
	s.bench.Focus = bench.PaneInspector
	if s.bench.Inspector.Beside != 0 {
		return s.compareWith(status.Socket{})
	}
	list := s.comparable()
	if len(list) == 1 {
		return s.compareWith(list[0])
	}
	k, _ := s.bench.Selected()
	s.push(&picker{with: k, list: list})
	return nil
}

func (s *Screen) compareWith(other status.Socket) tea.Cmd {
	s.bench.Inspector.Beside = other.ID
	return s.pull()
}

// comparable are the other open sockets, the most related first.
func (s *Screen) comparable() []status.Socket {
	k, _ := s.bench.Selected()
	var list []status.Socket
	for _, other := range s.store.Roster.Open() {
		if other.ID != k.ID && other.Kind != "epoll" {
			list = append(list, other)
		}
	}
	slices.SortFunc(list, func(a, b status.Socket) int {
		return cmp.Or(cmp.Compare(distance(k, a), distance(k, b)), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// distance is how little two sockets have to do with each other.
func distance(k, other status.Socket) int {
	switch kinship(k, other) {
	case "":
		return 3
	case "of the same kind":
		return 2
	case "its other end":
		return 1
	}
	return 0
}

// kinship is what another socket has to do with k.
func kinship(k, other status.Socket) string {
	switch {
	case k.Origin == fmt.Sprintf("accept(%s)", other.Name):
		return "its listener: what accept handed on"
	case other.Origin == fmt.Sprintf("accept(%s)", k.Name):
		return "accepted from it: what accept handed on"
	case store.IsOtherEnd(k, other):
		return "its other end"
	case k.Kind == other.Kind:
		return "of the same kind"
	}
	return ""
}
