package ui

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"
)

// programActions are about the program itself.
func programActions() []Action {
	return []Action{
		{Name: "prompt", Help: "type a line of script", Do: do(func(s *Screen) {
			s.open(stepPurpose, s.entry.draft, len(s.entry.draft), false)
		})},
		{Name: "recall", Help: "type a line, beginning with the last one", Do: do(func(s *Screen) {
			s.open(stepPurpose, "", 0, false)
			s.recall(-1)
		})},
		{Name: "keys", Help: "show every key that means something here", Do: do((*Screen).showKeys)},
		{Name: "palette", Help: "find an action or a call by name", Do: do((*Screen).showPalette)},
		{Name: "save", Help: "save the steps so far as a script that runs", Why: nothingToSave, Do: do(func(s *Screen) {
			s.overlays = nil
			s.open(savePurpose(), s.options.SaveAs, len(s.options.SaveAs), true)
		})},
		{Name: "theme", Help: "change the colours: dark, light, high contrast", Do: do(func(s *Screen) { s.say(s.look.next()) })},
		{Name: "suspend", Help: "back to the shell until fg", Do: func(*Screen) tea.Cmd { return tea.Suspend }},
		{Name: "redraw", Help: "draw the screen afresh", Do: func(*Screen) tea.Cmd { return tea.ClearScreen }},
		{Name: "quit", Help: "leave; asks when sockets are open", Do: (*Screen).leave},
		{Name: "quit-now", Help: "leave and close every socket", Inner: true, Do: func(*Screen) tea.Cmd { return tea.Quit }},
		{Name: "restart", Help: "begin a new engine where the old one has died", Why: engineLives, Do: (*Screen).restart},
	}
}

// pageActions turn to a page, one action each.
func pageActions(pages []Page) []Action {
	var actions []Action
	for i, page := range pages {
		actions = append(actions, Action{Name: pageAction(i), Help: "go to the page " + page.Name(), Do: do(func(s *Screen) { s.turnTo(i) })})
	}
	return actions
}

func pageAction(i int) string { return "page-" + strconv.Itoa(i+1) }

func nothingToSave(s *Screen) string {
	if s.store.Journal.Len() == 0 {
		return "nothing has been done yet that could be saved"
	}
	return ""
}

func engineLives(s *Screen) string {
	switch {
	case s.store.Source != nil:
		return "the engine is alive"
	case s.starting:
		return "a new engine is on its way"
	}
	return ""
}

// turnTo shows another page.
func (s *Screen) turnTo(page int) {
	if page >= 0 && page < len(s.pages) {
		s.page = page
		s.store.Pull.Hurry = true // it asks for other things than the page before
	}
}

// benchPage is where the bench stands among the pages.
const benchPage = 0

// leave ends the program, after a question where sockets would be lost. Asked
// again, it does not ask.
func (s *Screen) leave() tea.Cmd {
	if n := len(s.overlays); s.store.Source == nil || s.store.Network.Open == 0 || n > 0 && s.overlays[n-1].scope() == "quit" {
		return tea.Quit
	}
	text := fmt.Sprintf("%d sockets are open. Leaving closes them; ctrl-s saves the steps that made them.", s.store.Network.Open)
	if s.store.Network.Open == 1 {
		text = "A socket is open. Leaving closes it; ctrl-s saves the steps that made it."
	}
	s.push(&menu{where: "quit", title: "Leave?", text: text})
	return nil
}
