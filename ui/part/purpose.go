package part

import tea "charm.land/bubbletea/v2"

// Purpose is what the line above the keys is being typed for.
type Purpose struct {
	Sign  string // in front of the line
	About string // the purpose, in words
	Step  bool   // it is a step: it has completion and history
	Aside bool   // the step is not made here, and the prompt's own line is left alone
	Typed func(h Host, text string)
	Done  func(h Host, text string) tea.Cmd // nil closes the prompt
	Leave func(h Host)
	Move  func(h Host, by int) // moves through the results, if there is no history
}
