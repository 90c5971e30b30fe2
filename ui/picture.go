package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
)

// leastWidth and leastHeight are the smallest window that is drawn; in fewer rows than comfortable, the
// tabs give way to overlays.
const (
	leastWidth  = 60
	leastHeight = 15
	comfortable = 24
)

// picture is the screen as it was last drawn. The canvas is kept: clicks are resolved against what was
// drawn.
type picture struct {
	w, h   int
	canvas *canvas.Canvas
	view   tea.View
	stale  bool // something may have changed
}

func (p *picture) resize(w, h int) {
	p.w, p.h, p.canvas, p.stale = w, h, canvas.New(w, h), true
}

// View returns the screen as text. Bubble Tea asks for it after every message, so it is redrawn only when
// something may have changed.
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
		room, _ = c.Rect.SplitBottom(1) // an open overlay can use the row of the tabs
	}
	for _, o := range s.overlays {
		o.Draw(s, c, room)
	}
}

// tooSmall reports whether the window is too small, so that a notice is shown in place of the screen.
func (p *picture) tooSmall() bool {
	return p.canvas != nil && (p.w < leastWidth || p.h < leastHeight)
}

func (s *Screen) drawTooSmall(c *canvas.Canvas) {
	text := fmt.Sprintf("Too small: %d×%d, needs %d×%d. ctrl-c leaves.", c.W, c.H, leastWidth, leastHeight)
	for y, part := range canvas.Wrap(text, max(c.W-2, 1)) {
		c.Put(c.Rect, 1, y, 0, part)
	}
}
