package ui

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/reference"
	"netnet-tui/ui/table"
)

// wheelRows is how far one turn of the wheel goes.
const wheelRows = 3

// clicked does what the cell that was hit stands for.
func (s *Screen) clicked(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft || s.picture.canvas == nil {
		return nil
	}
	switch t := s.picture.canvas.At(msg.X, msg.Y).(type) {
	case key:
		return s.run(t.action)
	case tab:
		s.turnTo(t.page)
	case beside:
		s.pop()
	case offered:
		return s.clickedOffer(t)
	case picked:
		if e, ok := s.overlays[len(s.overlays)-1].(*editor); ok {
			e.take(t.index)
		}
	case candidate:
		if p, ok := s.overlays[len(s.overlays)-1].(*picker); ok {
			p.at = t.index
			return p.choose(s)
		}
	case word:
		s.entry.completion.At = t.index - 1
		s.complete(+1)
	case table.Picked:
		if s.pages[s.page] == Page(s.server) {
			s.server.Choose(t.ID)
			return nil
		}
		s.bench.Focus = bench.PaneSockets
		s.bench.Sockets.Select(status.SocketID(t.ID))
		return s.pull()
	case table.Sorted:
		if s.pages[s.page] == Page(s.server) {
			s.server.SortBy(t.Column)
			return s.pull()
		}
		if s.bench.Sockets.Sort == t.Column {
			s.bench.Sockets.Reverse = !s.bench.Sockets.Reverse
		}
		s.sortBy(t.Column)
		return s.pull()
	case bench.Unfolding:
		s.bench.Focus = bench.PaneTrace
		s.bench.Trace.Choose(t.Index)
		s.bench.Trace.Unfold()
	case bench.Picking:
		return s.clickedOption(t)
	case bench.Focusing:
		s.bench.Focus = t.Pane
	case reference.Picking:
		s.reference.Pick(t)
	case reference.Focusing:
		s.reference.Reading = t.Reading
	}
	return nil
}

func (s *Screen) clickedOffer(t offered) tea.Cmd {
	p, ok := s.overlays[len(s.overlays)-1].(*palette)
	if !ok {
		return nil
	}
	p.at = t.index
	return p.choose(s)
}

// clickedOption chooses an option; the one that is chosen already is edited.
func (s *Screen) clickedOption(t bench.Picking) tea.Cmd {
	if s.bench.Focus == bench.PaneInspector && s.bench.Inspector.At() == t.Key {
		return s.run("edit")
	}
	s.bench.Focus = bench.PaneInspector
	s.bench.Inspector.Pick(t.Key)
	return nil
}

// wheeled scrolls what is under the pointer.
func (s *Screen) wheeled(msg tea.MouseWheelMsg) tea.Cmd {
	by := wheelRows
	switch msg.Button {
	case tea.MouseWheelUp:
		by = -by
	case tea.MouseWheelDown:
	default:
		return nil
	}
	if n := len(s.overlays); n > 0 {
		if m, ok := s.overlays[n-1].(mover); ok {
			m.move(by, false)
		}
		return nil
	}
	if s.pages[s.page] == Page(s.reference) {
		s.reference.Scroll(msg.X, msg.Y, by)
		return nil
	}
	if s.pages[s.page] == Page(s.server) {
		s.server.Move(by, false)
		return s.pull()
	}
	if pane, ok := s.bench.PaneAt(msg.X, msg.Y); ok {
		s.bench.Scroll(pane, by, false)
		return s.pull()
	}
	return nil
}
