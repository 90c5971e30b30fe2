// Package keymap finds the action a key means in a scope. Bindings are data: the
// bar at the bottom, the page of keys and the dispatch all read the same table.
package keymap

import (
	"fmt"
	"strings"
)

// Scope is where a key means something: "sockets", "prompt", "global".
type Scope string

// Binding gives a key a meaning in a scope.
type Binding struct {
	Scope  Scope
	Keys   []string // the first one is shown
	Action string   // its name
	Label  string   // for the bar at the bottom; empty to leave it out
}

// Table is all bindings.
type Table struct {
	list []Binding
	at   map[Scope]map[string]string
}

// New makes a table. A key that means two things in one scope is an error, and so
// is a binding to an action that does not exist.
func New(list []Binding, exists func(action string) bool) (*Table, error) {
	t := &Table{list: list, at: map[Scope]map[string]string{}}
	for _, b := range list {
		if !exists(b.Action) {
			return nil, fmt.Errorf("scope %s: there is no action %q", b.Scope, b.Action)
		}
		if len(b.Keys) == 0 {
			return nil, fmt.Errorf("scope %s: %q has no key", b.Scope, b.Action)
		}
		if t.at[b.Scope] == nil {
			t.at[b.Scope] = map[string]string{}
		}
		for _, key := range b.Keys {
			if other := t.at[b.Scope][key]; other != "" {
				return nil, fmt.Errorf("scope %s: %s means %q and %q", b.Scope, key, other, b.Action)
			}
			t.at[b.Scope][key] = b.Action
		}
	}
	return t, nil
}

// Lookup finds what a key means in the first of these scopes that knows it.
func (t *Table) Lookup(scopes []Scope, key string) (action string, ok bool) {
	for _, scope := range scopes {
		if action, ok = t.at[scope][key]; ok {
			return action, true
		}
	}
	return "", false
}

// Visible are the bindings of these scopes, innermost first, without the ones whose
// first key an inner scope has taken.
func (t *Table) Visible(scopes []Scope) []Binding {
	var visible []Binding
	for _, scope := range scopes {
		for _, b := range t.list {
			if b.Scope != scope {
				continue
			}
			if action, _ := t.Lookup(scopes, b.Keys[0]); action == b.Action {
				visible = append(visible, b)
			}
		}
	}
	return visible
}

// In are the bindings of one scope.
func (t *Table) In(scope Scope) []Binding {
	return t.Visible([]Scope{scope})
}

// KeyOf is the first key bound to an action in any of these scopes, "" without one.
func (t *Table) KeyOf(scopes []Scope, action string) string {
	for _, b := range t.Visible(scopes) {
		if b.Action == action {
			return b.Keys[0]
		}
	}
	return ""
}

// Show is a key as a person reads it.
func Show(key string) string {
	switch key {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	}
	return strings.Replace(key, "ctrl+", "ctrl-", 1)
}
