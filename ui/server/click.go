package server

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
)

// Click selects the connection that was clicked, or sorts by a column.
func (p *Page) Click(h part.Host, t canvas.Target) tea.Cmd {
	switch t := t.(type) {
	case table.Picked:
		p.Choose(t.ID)
	case table.Sorted:
		p.SortBy(t.Column)
		h.Pull()
	}
	return nil
}

// Wheel moves through the table.
func (p *Page) Wheel(h part.Host, _, _, by int) {
	p.Move(by, false)
	h.Pull()
}
