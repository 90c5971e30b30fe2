package bench

import "netnet-tui/ui/keymap"

// Name is what the tab says.
func (b *Bench) Name() string { return "Bench" }

// ScopePage is where the keys of the page mean something in every pane.
const ScopePage keymap.Scope = "bench"

// Scopes are the focused pane's and the page's.
func (b *Bench) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.Scope(b.Focus), ScopePage}
}
