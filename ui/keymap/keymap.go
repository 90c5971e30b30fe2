// Package keymap finds the action bound to a key in a scope. Bindings are data: the bar at the bottom, the
// page of keys and the dispatch all read the same table.
package keymap

import (
	"fmt"
	"strings"
)

// Scope is a place where keys have meanings of their own: "sockets", "prompt", "global".
type Scope string

// Binding binds keys to an action in a scope.
type Binding struct {
	Scope  Scope
	Keys   []string // the first one is shown
	Action string   // the name of the action
	Label  string   // for the bar at the bottom; "" to leave it out
}

// Table is all bindings.
type Table struct {
	list []Binding
	at   map[Scope]map[string]string
}

// New returns a table. It is an error to bind a key twice in one scope, or to an action that does not
// exist.
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

// Lookup returns the action bound to a key in the first of these scopes that has it.
func (t *Table) Lookup(scopes []Scope, key string) (action string, ok bool) {
	for _, scope := range scopes {
		if action, ok = t.at[scope][key]; ok {
			return action, true
		}
	}
	return "", false
}

// Visible returns the bindings of these scopes, innermost first, without those whose first key is bound in
// an inner scope.
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

// In returns the bindings of one scope.
func (t *Table) In(scope Scope) []Binding {
	return t.Visible([]Scope{scope})
}

// KeyOf returns the first key bound to an action in any of these scopes, or "" if there is none.
func (t *Table) KeyOf(scopes []Scope, action string) string {
	for _, b := range t.Visible(scopes) {
		if b.Action == action {
			return b.Keys[0]
		}
	}
	return ""
}

// Show returns the name of a key as people read it.
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
