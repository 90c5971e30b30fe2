package part

import tea "charm.land/bubbletea/v2"

// Purpose is what the line above the keys is being typed for.
type Purpose struct {
	Sign  string // in front of the line
	About string // the purpose, in words
	Step  bool   // it is a step: it has completion and history
	Aside bool   // the step is not made here, and the prompt's own line is left alone
	Edit  bool   // the text opened in it is there to be changed: letters are inserted. Without it the text is an old one, which is offered again: a letter replaces it, and an editing key or enter keeps it
	Typed func(h Host, text string)
	Done  func(h Host, text string) tea.Cmd // nil closes the prompt
	Leave func(h Host)
	Move  func(h Host, by int) // moves through the results, if there is no history
}
