package editor

import (
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// The scopes of the forms.
const (
	scopeEditor    keymap.Scope = "editor"    // a line is being typed
	scopeChecklist keymap.Scope = "checklist" // space toggles something
	scopeFields    keymap.Scope = "fields"    // tab moves from one line to the next
)

// Keys returns the keys of the forms.
func Keys() []part.Group {
	steps := overlay.Steps("shift+tab", "tab")
	return []part.Group{
		{Scope: scopeEditor, Title: "An editor: a line", Actions: overlay.ListKeys()},
		{Scope: scopeChecklist, Title: "An editor: something to switch", Actions: overlay.ListKeys(append(steps, overlay.TurnOver("switch", "space"))...)},
		{Scope: scopeFields, Title: "An editor: fields", Actions: overlay.ListKeys(steps...)},
	}
}
