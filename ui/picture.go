package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
)

// The smallest window that has room for everything.
const (
	leastWidth  = 60
	leastHeight = 15
	comfortable = 24
)

// picture is the screen as it was drawn last. The canvas stays: what the mouse
// hits is what was drawn.
type picture struct {
	w, h   int
	canvas *canvas.Canvas
	view   tea.View
	stale  bool // something may look different now
}

func (p *picture) resize(w, h int) {
	p.w, p.h, p.canvas, p.stale = w, h, canvas.New(w, h), true
}

// View is the screen as text. It is drawn again only when something may look
// different: it is asked for after every message.
func (s *Screen) View() tea.View {
	p := &s.picture
	if p.stale && p.canvas != nil {
		p.canvas.Clear()
		s.draw(p.canvas)
		p.view = tea.NewView(p.canvas.Render(s.theme.prefixes()))
		if x, y, ok := p.canvas.Cursor(); ok {
			p.view.Cursor = tea.NewCursor(x, y)
			p.view.Cursor.Blink = false
		}
		p.stale = false
	}
	p.view.AltScreen = true
	p.view.MouseMode = tea.MouseModeCellMotion
	p.view.WindowTitle = "netnet-tui"
	return p.view
}

func (s *Screen) draw(c *canvas.Canvas) {
	if s.picture.tooSmall() {
		s.drawTooSmall(c)
		return
	}
	top, rest := c.Rect.SplitTop(1)
	rest, bar := rest.SplitBottom(1)
	body, line := rest.SplitBottom(1)
	page, above := body.SplitBottom(s.above(body))
	s.drawTabs(c, top)
	s.Page().Draw(s, c, page)
	s.drawEntry(c, above, line, bar)
	room := body
	if c.H < comfortable {
		room, _ = c.Rect.SplitBottom(1) // the tabs can be done without while an overlay is open
	}
	for _, o := range s.overlays {
		o.Draw(s, c, room)
	}
}

// tooSmall reports whether a notice stands in place of the screen.
func (p *picture) tooSmall() bool {
	return p.canvas != nil && (p.w < leastWidth || p.h < leastHeight)
}

func (s *Screen) drawTooSmall(c *canvas.Canvas) {
	text := fmt.Sprintf("Too small: %d×%d, needs %d×%d. ctrl-c leaves.", c.W, c.H, leastWidth, leastHeight)
	for y, part := range canvas.Wrap(text, max(c.W-2, 1)) {
		c.Put(c.Rect, 1, y, 0, part)
	}
}
