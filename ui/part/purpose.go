package part

import tea "charm.land/bubbletea/v2"

// Purpose is what is being typed on the line above the keys.
type Purpose struct {
	Sign  string // before the line
	About string // what it is for
	Step  bool   // it is a step: words complete it, and history recalls
	Aside bool   // the step is not made here: the line at the prompt stays as it was left
	Typed func(h Host, text string)
	Done  func(h Host, text string) tea.Cmd // nil gives the keys back
	Leave func(h Host)
	Move  func(h Host, by int) // through what it finds, where there is no history to move through
}
