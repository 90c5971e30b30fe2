package bench

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
	"netnet-tui/ui/theme"
)

// picker chooses the socket that the selected one is compared with.
type picker struct {
	bench *Bench
	with  status.Socket
	list  []status.Socket // the most related first
	at    int
}

// candidate is the target of a socket of the list.
type candidate struct{ index int }

func (p *picker) Scope() keymap.Scope { return overlay.ScopeList }

func (p *picker) Move(by int, _ bool) { p.at = max(0, min(p.at+by, len(p.list)-1)) }

func (p *picker) Choose(h part.Host) tea.Cmd {
	h.Pop()
	p.bench.compareWith(h, p.list[p.at])
	return nil
}

func (p *picker) Click(h part.Host, t canvas.Target) tea.Cmd {
	c, ok := t.(candidate)
	if !ok {
		return nil
	}
	p.at = c.index
	return p.Choose(h)
}

func (p *picker) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	foot := canvas.Line{canvas.Say(theme.Dim, "enter compares  ↑↓ choose  esc back")}
	inner := overlay.Window(c, r, min(76, r.W-2), min(len(p.list)+2, r.H-2), "Compare "+p.with.Name+" with", foot)
	top := max(0, min(p.at-inner.H/2, len(p.list)-inner.H))
	for y := 0; y < inner.H && top+y < len(p.list); y++ {
		k := p.list[top+y]
		mark, role := "  ", theme.Text
		if top+y == p.at {
			mark, role = "▸ ", theme.Accent
		}
		c.PutLine(inner.Row(y), 0, 0, canvas.Line{canvas.Raised(role, mark+canvas.Pad(k.Name, 8)), canvas.Raised(theme.Dim, canvas.Pad(k.Kind, 8)),
			canvas.Raised(theme.Text, canvas.Pad(string(k.State), 13)), canvas.Raised(theme.Dim, kinship(p.with, k))})
		c.Hit(inner.Row(y), candidate{top + y})
	}
}

// nobodyBeside is why there is nothing to compare with.
func (b *Bench) nobodyBeside(h part.Host) string {
	if reason := b.needsSocket(h); reason != "" {
		return reason
	}
	if len(b.comparable(&h.Store().Roster)) == 0 {
		return "there is no other socket to compare with"
	}
	return ""
}

// compare shows only what differs from another socket, or ends that.
func (b *Bench) compare(h part.Host) {
	b.Focus = PaneInspector
	if b.Inspector.Beside != 0 {
		b.compareWith(h, status.Socket{})
		return
	}
	list := b.comparable(&h.Store().Roster)
	if len(list) == 1 {
		b.compareWith(h, list[0])
		return
	}
	k, _ := b.Selected()
	h.Push(&picker{bench: b, with: k, list: list})
}

func (b *Bench) compareWith(h part.Host, other status.Socket) {
	b.Inspector.Beside = other.ID
	h.Pull()
}

// comparable are the other open sockets, the most related first.
func (b *Bench) comparable(names *store.Roster) []status.Socket {
	k, _ := b.Selected()
	var list []status.Socket
	for _, other := range names.Open() {
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
