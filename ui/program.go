package ui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// The scopes that belong to no page.
const (
	scopeAlways keymap.Scope = "always" // in every state
	scopeGlobal keymap.Scope = "global" // unless something is being typed or an overlay is open
	scopeQuit   keymap.Scope = "quit"
)

// programKeys returns the actions of the program itself.
func (s *Screen) programKeys() []part.Group {
	quit := part.Action{Name: "quit", Keys: part.Key("q"), Help: "leave; asks first if sockets are open", Do: s.leave}
	quitNow := part.Action{Name: "quit-now", Label: "leave", Keys: part.Key("y", "enter"), Help: "leave and close every socket", Inner: true,
		Do: func(part.Host) tea.Cmd { return tea.Quit }}
	leave := part.Action{Name: "leave-dead", Label: "leave", Keys: part.Key("q"), Help: "leave", Inner: true, Do: quitNow.Do}
	restart := part.Action{Name: "restart", Keys: part.Key("ctrl+n"), Help: "start a new engine in place of the one that died", Why: s.engineLives, Do: s.restart}
	return []part.Group{
		{Scope: scopeGlobal, Title: "Everywhere", Actions: append([]part.Action{
			{Name: "prompt", Keys: part.Key(":"), Label: "prompt", Help: "type a line of script", Do: part.Do(s.prompt), Makes: true},
			{Name: "keys", Keys: part.Key("?"), Label: "keys", Help: "show all keys of this page", Do: part.Do(func(h part.Host) {
				h.Push(&overlay.Help{Scopes: s.scopes()})
			})},
			quit, restart, s.sessionAgain(),
			{Name: "recall", Keys: part.Key("ctrl+r"), Help: "type a line, beginning with the last one", Do: part.Do(s.recall), Makes: true},
			{Name: "record", Keys: part.Key("ctrl+e"), Help: "stop recording the session, or resume", Why: s.notRecorded, Do: s.record},
			{Name: "lesson-about", Keys: part.Key("L"), Help: "go to the lesson that shows what is chosen: an option, an errno, what why found", Do: part.Do(s.lessonAbout)},
			{Name: "redraw", Keys: part.Key("ctrl+l"), Help: "redraw the screen", Do: func(part.Host) tea.Cmd { return func() tea.Msg { return redrawMsg{} } }},
		}, s.pageKeys()...)},
		{Scope: scopeAlways, Title: "Always", Actions: []part.Action{
			{Name: "palette", Keys: part.Key("ctrl+p"), Help: "find an action or a call by name", Do: part.Do(s.showPalette)},
			{Name: "save", Keys: part.Key("ctrl+s"), Help: "save the steps so far as a script that runs", Why: s.nothingToSave, Do: part.Do(s.save)},
			{Name: "theme", Keys: part.Key("ctrl+t"), Help: "change the colours: dark, light, high contrast", Do: part.Do(func(part.Host) { s.Say(s.theme.next()) })},
			{Name: "suspend", Keys: part.Key("ctrl+z"), Help: "suspend to the shell; fg resumes", Do: func(part.Host) tea.Cmd { return tea.Suspend }},
			quit.On("", "ctrl+c"),
		}},
		{Scope: scopeQuit, Title: "Leave?", Actions: []part.Action{quitNow, overlay.Close("stay", "esc", "n")}},
		{Scope: scopeDead, Title: "The engine is gone", Actions: []part.Action{restart.On("new engine", "enter"), s.sessionAgain().On("session again", "a"), overlay.Close("look at what was", "esc"), leave}},
	}
}

// lessonAbout opens the lesson about what is selected on the page.
func (s *Screen) lessonAbout(h part.Host) {
	page, ok := s.Page().(part.Subject)
	if !ok {
		s.Fail("choose an option or an errno first, on the bench or in the reference: lessons are about those")
		return
	}
	for _, p := range s.pages {
		if lessons, ok := p.(interface {
			ShowAbout(h part.Host, subjects []string) bool
		}); ok && lessons.ShowAbout(h, page.Subjects()) {
			return
		}
	}
	s.Fail("no lesson shows what is chosen here: page Learn finds words in all of them")
}

// pageKeys returns one action for each page, which turns to it.
func (s *Screen) pageKeys() []part.Action {
	var actions []part.Action
	for i, page := range s.pages {
		number := strconv.Itoa(i + 1)
		actions = append(actions, part.Action{Name: "page-" + number, Keys: part.Key(number), Help: "go to the " + page.Name() + " page",
			Do: func(part.Host) tea.Cmd { return s.goTo(page.Name()) }})
	}
	return actions
}

func (s *Screen) prompt(part.Host) {
	s.entry.Open(s, s.stepPurpose(), s.entry.Draft, len(s.entry.Draft), false)
}

func (s *Screen) recall(part.Host) {
	s.entry.Open(s, s.stepPurpose(), "", 0, false)
	s.entry.Recall(s, -1)
}

func (s *Screen) showPalette(part.Host) {
	if _, open := s.Top().(*overlay.Palette); !open {
		s.Push(overlay.NewPalette(s, scopeGlobal, scopeAlways))
	}
}

// goTo turns to another page, after any question that the current page has to ask.
func (s *Screen) goTo(name string) tea.Cmd {
	there := func(h part.Host) tea.Cmd {
		h.TurnTo(name)
		delete(s.from, name) // a person chose the page: there is no way back from it
		return nil
	}
	if page, ok := s.Page().(part.Leaver); ok && s.Page().Name() != name && page.Leave(s, false, there) {
		return nil
	}
	return there(s)
}

// leave ends the program, after any question of a page, or one about open sockets. Pressed again while that
// question is open, it leaves without asking.
func (s *Screen) leave(part.Host) tea.Cmd {
	if top := s.Top(); top != nil && top == s.question {
		return tea.Quit
	}
	for _, page := range s.pages {
		if l, ok := page.(part.Leaver); ok && l.Leave(s, true, s.quit) {
			s.question = s.Top()
			return nil
		}
	}
	return s.quit(s)
}

// quit ends the program, after a question if sockets would be lost.
func (s *Screen) quit(part.Host) tea.Cmd {
	open := s.closing("Leaving")
	if open == "" {
		return tea.Quit
	}
	s.question = &overlay.Menu{Where: scopeQuit, Text: open}
	s.Push(s.question)
	return nil
}
