package bench

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// nobodyBeside returns why there is nothing to compare with, or "" if there is.
func (b *Bench) nobodyBeside(h part.Host) string {
	if reason := b.needsSocket(h); reason != "" {
		return reason
	}
	if len(b.comparable(&h.Store().Roster)) == 0 {
		return "there is no other socket to compare with"
	}
	return ""
}

// compare shows only what differs from another socket, or ends the comparison.
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
	rows := make([]overlay.Choice, len(list))
	for i, other := range list {
		rows[i] = overlay.Choice{Name: other.Name, Note: canvas.Pad(other.Kind, 6) + "  " + string(other.State), Text: kinship(k, other)}
	}
	h.Push(&overlay.Chooser{Title: "Compare " + k.Name + " with", Does: "compares", List: rows, Take: func(h part.Host, at int) tea.Cmd {
		b.compareWith(h, list[at])
		return nil
	}})
}

func (b *Bench) compareWith(h part.Host, other status.Socket) {
	b.Inspector.Beside = other.ID
	h.Pull()
}

// comparable returns the other open sockets, the most closely related first.
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

// distance returns how little two sockets are related.
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

// kinship says how another socket is related to k.
func kinship(k, other status.Socket) string {
	switch {
	case k.Origin == fmt.Sprintf("accept(%s)", other.Name):
		return "its listener: what accept passed on"
	case other.Origin == fmt.Sprintf("accept(%s)", k.Name):
		return "accepted from it: what accept passed on"
	case store.IsOtherEnd(k, other):
		return "its other end"
	case k.Kind == other.Kind:
		return "of the same kind"
	}
	return ""
}
