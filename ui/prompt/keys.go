package prompt

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
)

// The scopes of the prompt.
const (
	scopeStep keymap.Scope = "prompt"
	scopeLine keymap.Scope = "line"  // a step is typed that is not made here
	scopeText keymap.Scope = "asked" // something other than a step is typed: a filter, a file name
)

// Scope returns the scope of what is being typed.
func (e *Entry) Scope() keymap.Scope {
	switch {
	case e.Purpose.Step && e.Purpose.Aside:
		return scopeLine
	case e.Purpose.Step:
		return scopeStep
	}
	return scopeText
}

// Keys returns the actions that do more than edit the line.
func (e *Entry) Keys() []part.Group {
	take := part.Action{Name: "accept-line", Label: "make the call", Keys: part.Key("enter"), Inner: true,
		Help: "accept the line: make its call, keep the filter, write the file", Do: e.take}
	older := part.Action{Name: "older", Label: "history", Keys: part.Key("up"), Help: "the line typed before", Inner: true,
		Do: part.Do(func(h part.Host) { e.Recall(h, -1) })}
	newer := part.Action{Name: "newer", Keys: part.Key("down"), Help: "the line typed after", Inner: true,
		Do: part.Do(func(h part.Host) { e.Recall(h, +1) })}
	leave := part.Action{Name: "leave-line", Label: "back", Keys: part.Key("esc"), Help: "back to the panes; the line is kept", Inner: true,
		Do: part.Do(e.leave)}
	complete := part.Action{Name: "complete", Label: "complete", Keys: part.Key("tab"), Help: "complete with the next word that fits", Inner: true,
		Do: part.Do(func(h part.Host) { e.complete(h, +1) })}
	back := part.Action{Name: "complete-back", Keys: part.Key("shift+tab"), Help: "complete with the previous word", Inner: true,
		Do: part.Do(func(h part.Host) { e.complete(h, -1) })}
	return []part.Group{
		{Scope: scopeStep, Title: "The prompt", Actions: []part.Action{take, complete, back, older, newer, leave}},
		{Scope: scopeLine, Title: "A line of a script", Actions: []part.Action{take.On("change the line", "enter"), complete, back, older.On("", "up"), newer, leave}},
		{Scope: scopeText, Title: "A filter or a file's name", Actions: []part.Action{
			take.On("accept", "enter"), older.On("", "up"), newer, leave,
		}},
	}
}

func (e *Entry) take(h part.Host) tea.Cmd {
	if e.Purpose.Done == nil {
		e.Shut()
		return nil
	}
	return e.Purpose.Done(h, e.Line.Text)
}

func (e *Entry) leave(h part.Host) {
	if e.Purpose.Leave != nil {
		e.Purpose.Leave(h)
		h.Pull()
	}
	e.Shut()
}
