package reference

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
)

// Click chooses the entry that was clicked, or gives the keys to a pane.
func (p *Page) Click(_ part.Host, t canvas.Target) tea.Cmd {
	switch t := t.(type) {
	case picking:
		p.Reading = false
		p.choose(t.entry)
	case focusing:
		p.Reading = t.reading
	}
	return nil
}
