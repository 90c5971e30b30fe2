package overlay

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
)

// The scopes of the overlays that are not menus.
const (
	scopeList    keymap.Scope = "list"
	scopePalette keymap.Scope = "palette"
)

// Keys returns the keys that the overlays share.
func Keys() []part.Group {
	return append([]part.Group{
		{Scope: scopePalette, Title: "The palette", Actions: listKeys()},
		{Scope: scopeList, Title: "A list", Actions: PlainListKeys()},
	}, confirmKeys()...)
}

// ListKeys returns the keys of an overlay with a list, for a scope of its own, followed by more.
func ListKeys(more ...part.Action) []part.Action { return append(listKeys(), more...) }

// PlainListKeys is like ListKeys, for an overlay in which nothing is typed: letters move too.
func PlainListKeys(more ...part.Action) []part.Action {
	plain := []part.Action{up("k"), down("j"), edge("list-first", "first", -1, "home"), edge("list-last", "last", +1, "end", "G"), Close("", "q"), keysOf("?")}
	return slices.Concat(more, listKeys(), plain)
}

// keysOf returns the action that shows the keys of the overlay in front, or closes the page of keys.
func keysOf(key string) part.Action {
	return part.Action{Name: "overlay-keys", Keys: part.Key(key), Help: "show the keys of this window", Inner: true, Common: true, Do: part.Do(func(h part.Host) {
		if _, open := h.Top().(*Help); open {
			h.Pop()
			return
		}
		h.Push(&Help{Scopes: []keymap.Scope{h.Top().Scope()}})
	})}
}

func listKeys() []part.Action {
	return []part.Action{
		Close("back", "esc"),
		{Name: "choose", Keys: part.Key("enter"), Help: "accept", Inner: true, Common: true, Do: func(h part.Host) tea.Cmd {
			if c, ok := h.Top().(part.Chooser); ok {
				return c.Choose(h)
			}
			return nil
		}},
		up("up"), down("down"),
		{Name: "list-page-up", Keys: part.Key("pgup"), Help: "page up", Inner: true, Common: true, Do: move(-1, true)},
		{Name: "list-page-down", Keys: part.Key("pgdown"), Help: "page down", Inner: true, Common: true, Do: move(+1, true)},
	}
}

// Close returns the action that closes the overlay in front.
func Close(label string, keys ...string) part.Action {
	return part.Action{Name: "close-overlay", Label: label, Keys: keys, Help: "back", Inner: true, Common: true, Do: part.Do(part.Host.Pop)}
}

// TurnOver returns the action that toggles what is selected in the overlay in front.
func TurnOver(label string, keys ...string) part.Action {
	return part.Action{Name: "turn-over", Label: label, Keys: keys, Help: "switch this one", Inner: true, Common: true, Do: part.Do(func(h part.Host) {
		if t, ok := h.Top().(part.Turner); ok {
			t.Turn()
		}
	})}
}

// Steps returns two more keys that move through the overlay in front.
func Steps(back, on string) []part.Action { return []part.Action{down(on), up(back)} }

func up(keys ...string) part.Action {
	return part.Action{Name: "list-up", Keys: part.Key(keys...), Help: "up", Inner: true, Common: true, Do: move(-1, false)}
}

func down(keys ...string) part.Action {
	return part.Action{Name: "list-down", Keys: part.Key(keys...), Help: "down", Inner: true, Common: true, Do: move(+1, false)}
}

// edge returns the action that goes to one end of a list.
func edge(name, help string, to int, keys ...string) part.Action {
	const far = 1 << 30
	return part.Action{Name: name, Keys: part.Key(keys...), Help: help, Inner: true, Common: true, Do: move(to*far, false)}
}

func move(by int, pages bool) func(part.Host) tea.Cmd {
	return part.Do(func(h part.Host) {
		if m, ok := h.Top().(part.Mover); ok {
			m.Move(by, pages)
		}
	})
}
