package ui

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/prompt"
)

// wheelRows is the number of rows that one turn of the wheel scrolls.
const wheelRows = 3

// clicked handles a click by the target of the cell that was hit.
func (s *Screen) clicked(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft || s.picture.canvas == nil {
		return nil
	}
	switch t := s.picture.canvas.At(msg.X, msg.Y).(type) {
	case part.Press:
		return s.Run(t.Action)
	case tab:
		return s.goTo(t.page)
	case overlay.Beside:
		s.Pop()
	case prompt.Word:
		s.entry.Click(s, t)
	default:
		top := s.Top()
		if top == nil {
			return s.Page().Click(s, t)
		}
		if c, ok := top.(part.Clicker); ok {
			return c.Click(s, t)
		}
	}
	return nil
}

// wheeled scrolls what is under the pointer.
func (s *Screen) wheeled(msg tea.MouseWheelMsg) {
	by := wheelRows
	switch msg.Button {
	case tea.MouseWheelUp:
		by = -by
	case tea.MouseWheelDown:
	default:
		return
	}
	top := s.Top()
	if top == nil {
		s.Page().Wheel(s, msg.X, msg.Y, by)
		return
	}
	if m, ok := top.(part.Mover); ok {
		m.Move(by, false)
	}
}
