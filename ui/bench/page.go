package bench

import (
	"time"

	"netnet-tui/ui/keymap"
)

// Name is what the tab says.
func (b *Bench) Name() string { return "Bench" }

// Rest is none: what a step changes is seen at once.
func (b *Bench) Rest() time.Duration { return 0 }

// ScopePage is where the keys of the page mean something in every pane.
const ScopePage keymap.Scope = "bench"

// Scopes are the focused pane's and the page's.
func (b *Bench) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.Scope(b.Focus), ScopePage}
}
