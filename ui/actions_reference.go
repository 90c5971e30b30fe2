package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sockopts"
	"netnet-tui/ui/bench"
)

// referenceActions are the keys of the reference, and the way to it.
func referenceActions() []Action {
	move := func(by int, pages bool) func(*Screen) tea.Cmd {
		return do(func(s *Screen) { s.reference.Move(by, pages) })
	}
	return []Action{
		{Name: "manual", Help: "look the chosen option up, or the errno of the chosen event", Do: do((*Screen).lookUp)},
		{Name: "find-entry", Help: "look an option or an errno up by a word of it", Do: do(func(s *Screen) {
			s.turnToReference()
			s.openFilter()
		})},
		{Name: "filter-entries", Help: "find options and errnos by name, by call, by a word of their text", Inner: true, Do: do((*Screen).openFilter)},
		{Name: "read-entry", Help: "go to the text; the arrows scroll it", Inner: true, Do: do(func(s *Screen) { s.reference.Reading = true })},
		{Name: "leave-entry", Help: "go back to the list", Inner: true, Do: do(func(s *Screen) { s.reference.Reading = false })},
		{Name: "switch-entry", Help: "from the list to the text, and back", Inner: true, Do: do(func(s *Screen) { s.reference.Reading = !s.reference.Reading })},
		{Name: "next-group", Help: "the next group: options by what they are for, then the errnos", Inner: true, Do: do(func(s *Screen) { s.reference.Turn(+1) })},
		{Name: "previous-group", Help: "the group before", Inner: true, Do: do(func(s *Screen) { s.reference.Turn(-1) })},
		{Name: "entry-up", Help: "one up", Inner: true, Do: move(-1, false)},
		{Name: "entry-down", Help: "one down", Inner: true, Do: move(+1, false)},
		{Name: "entry-page-up", Help: "a page up", Inner: true, Do: move(-1, true)},
		{Name: "entry-page-down", Help: "a page down", Inner: true, Do: move(+1, true)},
		{Name: "first-entry", Help: "the first one", Inner: true, Do: do(func(s *Screen) { s.reference.Edge(false) })},
		{Name: "last-entry", Help: "the last one", Inner: true, Do: do(func(s *Screen) { s.reference.Edge(true) })},
		{Name: "leave-reference", Help: "go back: to the list, drop the filter, return to the bench", Inner: true, Do: do(func(s *Screen) {
			if !s.reference.Back() {
				s.turnTo(benchPage)
			}
		})},
	}
}

// filterEntries finds while one types; the arrows go through what was found.
var filterEntries = &purpose{
	sign: "/", about: "a name, a call, words of the text: nodelay, EADDRINUSE, connect, nagle",
	typed: func(s *Screen, text string) { s.reference.Sift(text) },
	done:  func(s *Screen, text string) tea.Cmd { s.shut(); return nil },
	leave: func(s *Screen) { s.reference.Sift("") },
	move:  func(s *Screen, by int) { s.reference.Move(by, false) },
}

func (s *Screen) openFilter() {
	text := s.reference.Filter
	s.reference.Reading = false
	s.open(filterEntries, text, len(text), true)
}

func (s *Screen) turnToReference() { s.turnTo(slices.Index(s.pages, Page(s.reference))) }

// lookUp opens the reference: in the inspector at the chosen option, in the trace at
// what the chosen event is about, and elsewhere as it was left.
func (s *Screen) lookUp() {
	found := true
	switch s.bench.Focus {
	case bench.PaneInspector:
		if choice, ok := s.bench.Inspector.Choice(); ok {
			found = s.lookUpOption(choice)
		}
	case bench.PaneTrace:
		if e, ok := s.bench.Trace.Latest(); ok {
			found = s.lookUpEvent(e)
		}
	}
	if found {
		s.turnToReference()
	}
}

func (s *Screen) lookUpOption(choice bench.Choice) bool {
	o := choice.Option
	if flags := sockopts.Lookup(choice.Flag); choice.Flag != "" && len(flags) > 0 {
		o = flags[0]
	}
	if o == nil {
		s.fail("the catalogue does not know this option")
		return false
	}
	return s.reference.OpenOption(o)
}

// lookUpEvent opens the errno that an event ended with, or else the option that it
// read or set.
func (s *Screen) lookUpEvent(e engine.Event) bool {
	if len(e.Calls) == 0 {
		return true
	}
	call := e.Calls[len(e.Calls)-1]
	if call.Errno != "" {
		if !s.reference.OpenErrno(call.Errno, string(call.Name)) {
			s.fail("nothing is known of " + call.Errno + " as an answer to calls on sockets")
			return false
		}
		return true
	}
	if call.Name == engine.SysSetsockopt || call.Name == engine.SysGetsockopt {
		if o, ok := sockopts.ByNumber(call.Values.Level, call.Values.Option); ok {
			s.reference.OpenOption(o)
		}
	}
	return true
}
