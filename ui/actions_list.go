package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/bench"
)

// listActions move through the panes of the bench and arrange them.
func listActions() []Action {
	scroll := func(by int, pages bool) func(*Screen) tea.Cmd {
		return do(func(s *Screen) { s.bench.Scroll(s.bench.Focus, by, pages) })
	}
	pull := func(f func(*Screen)) func(*Screen) tea.Cmd {
		return func(s *Screen) tea.Cmd {
			f(s)
			return s.pull() // other rows are visible now, or another socket is selected
		}
	}
	move := func(by int, pages bool) func(*Screen) tea.Cmd {
		return pull(func(s *Screen) { scroll(by, pages)(s) })
	}
	return []Action{
		{Name: "up", Help: "one up", Inner: true, Do: move(-1, false)},
		{Name: "down", Help: "one down", Inner: true, Do: move(+1, false)},
		{Name: "page-up", Help: "a page up", Inner: true, Do: move(-1, true)},
		{Name: "page-down", Help: "a page down", Inner: true, Do: move(+1, true)},
		{Name: "first", Help: "the first one", Inner: true, Do: pull(func(s *Screen) { s.bench.Edge(s.bench.Focus, false) })},
		{Name: "last", Help: "the last one; in the trace: follow the newest", Inner: true, Do: pull(func(s *Screen) { s.bench.Edge(s.bench.Focus, true) })},
		{Name: "next-pane", Help: "go to the next pane", Do: do(func(s *Screen) { s.bench.Turn(+1) })},
		{Name: "previous-pane", Help: "go to the pane before", Do: do(func(s *Screen) { s.bench.Turn(-1) })},
		{Name: "inspect", Help: "look at the selected socket's options", Why: needsSocket, Do: do(func(s *Screen) { s.bench.Focus = bench.PaneInspector })},
		{Name: "sort", Help: "sort the sockets by the next column", Do: pull((*Screen).sortNext)},
		{Name: "reverse", Help: "turn the order of the sockets round", Do: pull(func(s *Screen) { s.bench.Sockets.Reverse = !s.bench.Sockets.Reverse })},
		{Name: "filter-sockets", Help: "show only the sockets that contain a word", Do: do(func(s *Screen) {
			text := s.bench.Sockets.Filter
			s.open(filterSockets, text, len(text), true)
		})},
		{Name: "filter-options", Help: "show only the options that hold every word; changed, set, settable and recent are words too", Do: do(func(s *Screen) {
			text := s.bench.Inspector.Filter
			s.bench.Focus = bench.PaneInspector
			s.open(filterOptions, text, len(text), true)
		})},
		{Name: "back", Help: "go back: drop the filter, fold the trace, return to the sockets", Inner: true, Do: pull((*Screen).back)},
		{Name: "unfold", Help: "show what was asked, why it answered so, and the evidence", Inner: true, Do: do(func(s *Screen) { s.bench.Trace.Unfold() })},
		{Name: "unfold-all", Help: "open every event of the trace, or fold them all", Do: do(func(s *Screen) { s.bench.Trace.UnfoldAll() })},
	}
}

var filterSockets = &purpose{
	sign: "/", about: "only sockets that contain this",
	typed: func(s *Screen, text string) {
		s.bench.Sockets.Filter = strings.TrimSpace(text)
		s.store.Pull.Hurry = true
	},
	done:  func(s *Screen, text string) tea.Cmd { s.shut(); return s.pull() },
	leave: func(s *Screen) { s.bench.Sockets.Filter = "" },
}

var filterOptions = &purpose{
	sign: "/", about: bench.FilterWords,
	typed: func(s *Screen, text string) { s.bench.Inspector.Sift(strings.TrimSpace(text)) },
	done:  func(s *Screen, text string) tea.Cmd { s.shut(); return nil },
	leave: func(s *Screen) { s.bench.Inspector.Sift("") },
}

func (s *Screen) sortNext() {
	names := bench.SortColumns()
	at := slices.Index(names, s.bench.Sockets.Sort)
	s.sortBy(names[(at+1)%len(names)])
}

func (s *Screen) sortBy(column string) {
	s.bench.Sockets.Sort = column
	if column == "" {
		s.say("in the order they were made")
	} else {
		s.say("sorted by " + column + "; S turns the order round")
	}
}

// back undoes the innermost thing that narrows what is seen.
func (s *Screen) back() {
	switch b := s.bench; {
	case b.Focus == bench.PaneInspector && b.Inspector.Filter != "":
		b.Inspector.Sift("")
	case b.Focus == bench.PaneInspector && b.Inspector.Beside != 0:
		b.Inspector.Beside = 0
	case b.Inspector.Full:
		b.Inspector.Full = false
	case b.Focus == bench.PaneTrace && b.Trace.Fold():
	case b.Focus != bench.PaneSockets:
		b.Focus = bench.PaneSockets
	case b.Sockets.Filter != "":
		b.Sockets.Filter = ""
	}
}
