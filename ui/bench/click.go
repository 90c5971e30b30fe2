package bench

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
)

// Click handles a click on a target of the page.
func (b *Bench) Click(h part.Host, t canvas.Target) tea.Cmd {
	switch t := t.(type) {
	case table.Picked:
		b.Focus = PaneSockets
		b.Sockets.Select(status.SocketID(t.ID))
		h.Pull()
	case table.Sorted:
		if b.Sockets.Sort == t.Column {
			b.Sockets.Reverse = !b.Sockets.Reverse
		}
		b.sortBy(h, t.Column)
	case unfolding:
		b.Focus = PaneTrace
		b.Trace.Choose(t.index)
		b.Trace.Unfold()
	case picking:
		return b.clickOption(h, t)
	case focusing:
		if t.pane != PaneFigure { // a figure has no keys of its own
			b.Focus = t.pane
		}
	default:
		if b.beside != nil {
			b.Focus = PaneScript
			return b.beside.Click(h, t)
		}
	}
	return nil
}

// clickOption selects an option, or edits it if it is selected already.
func (b *Bench) clickOption(h part.Host, t picking) tea.Cmd {
	if b.Focus == PaneInspector && b.Inspector.At() == t.key {
		return h.Run("edit")
	}
	b.Focus = PaneInspector
	b.Inspector.Pick(t.key)
	return nil
}

// Wheel scrolls the pane under the pointer.
func (b *Bench) Wheel(h part.Host, x, y, by int) {
	for pane, area := range b.areas {
		if area.Contains(x, y) {
			if pane == PaneScript && b.beside != nil {
				b.beside.Wheel(by)
			} else {
				b.list(pane).Move(by, false)
			}
			h.Pull()
		}
	}
}
