package ui

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/theme"
)

// overlay stands in front of the page and has the keys.
type overlay interface {
	scope() keymap.Scope
	draw(*Screen, *canvas.Canvas, canvas.Rect)
}

// typist is an overlay in which something is typed.
type typist interface {
	input() *prompt.Line
	typed()
}

// mover is an overlay with a list.
type mover interface{ move(by int, pages bool) }

// turner is an overlay in which something is turned over.
type turner interface{ turn() }

// chooser is an overlay that does something on enter.
type chooser interface{ choose(*Screen) tea.Cmd }

func (s *Screen) push(o overlay) { s.overlays = append(s.overlays, o) }

func (s *Screen) pop() {
	if n := len(s.overlays); n > 0 {
		s.overlays = s.overlays[:n-1]
	}
}

// overlayActions are the keys that overlays share.
func overlayActions() []Action {
	move := func(by int, pages bool) func(*Screen) tea.Cmd {
		return do(func(s *Screen) {
			if m, ok := s.overlays[len(s.overlays)-1].(mover); ok {
				m.move(by, pages)
			}
		})
	}
	return []Action{
		{Name: "close-overlay", Help: "back", Inner: true, Do: do((*Screen).pop)},
		{Name: "choose", Help: "take this one", Inner: true, Do: func(s *Screen) tea.Cmd {
			if c, ok := s.overlays[len(s.overlays)-1].(chooser); ok {
				return c.choose(s)
			}
			return nil
		}},
		{Name: "turn-over", Help: "turn this one over", Inner: true, Do: do(func(s *Screen) {
			if t, ok := s.overlays[len(s.overlays)-1].(turner); ok {
				t.turn()
			}
		})},
		{Name: "list-up", Help: "one up", Inner: true, Do: move(-1, false)},
		{Name: "list-down", Help: "one down", Inner: true, Do: move(+1, false)},
		{Name: "list-page-up", Help: "a page up", Inner: true, Do: move(-1, true)},
		{Name: "list-page-down", Help: "a page down", Inner: true, Do: move(+1, true)},
	}
}

// inside is the target of an overlay where there is nothing to hit: a click there
// does not close it, as one beside it does.
type inside struct{}

// beside is the target of everything behind an overlay.
type beside struct{}

// window draws the box of an overlay in the middle of r.
func window(c *canvas.Canvas, r canvas.Rect, w, h int, title string, foot canvas.Line) canvas.Rect {
	c.Hit(canvas.Rect{W: c.W, H: c.H - 1}, beside{}) // the bar of keys stays within reach
	box := r.Center(w, h)
	c.Fill(box, theme.Text.On(theme.Raised))
	c.Hit(box, inside{})
	inner := canvas.Box{
		Border: theme.BorderOn.On(theme.Raised),
		Title:  canvas.Line{canvas.Say(theme.Strong, title)},
		Foot:   foot,
	}.Draw(c, box)
	return canvas.Rect{X: inner.X + 1, Y: inner.Y, W: max(inner.W-2, 0), H: inner.H}
}

// raised is a span on the ground of an overlay.
func raised(role theme.Role, text string) canvas.Span {
	return canvas.Span{Style: role.On(theme.Raised), Text: text}
}
