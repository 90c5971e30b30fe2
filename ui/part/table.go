package part

import (
	"errors"
	"fmt"

	"netnet-tui/ui/keymap"
)

// Group is the actions of one scope, in the order of the bar and of the page of keys.
type Group struct {
	Scope   keymap.Scope // where the keys are active
	Title   string       // of the place, for people; one title is enough for all groups of a place
	Local   bool         // its actions make sense only on their page: the palettes of others omit them
	Actions []Action
}

// Table holds every action and every key of the program: dispatch, the bar at the bottom, the page of keys
// and the palette all read it.
type Table struct {
	*keymap.Table
	list    []*Action // each once
	by      map[string]*Action
	keys    map[string][]keymap.Binding // by action
	titles  map[keymap.Scope]string
	offered map[string]map[string]bool // by action: the pages whose palettes have it, "" for all
	scopes  map[string][]keymap.Scope  // by page: all scopes it may have
	owners  map[string]string          // by action: the page that defines it, "" for the program itself
}

// NewTable returns the table of the program's own actions and those of its pages.
func NewTable(own []Group, pages []Page) (*Table, error) {
	t := &Table{by: map[string]*Action{}, keys: map[string][]keymap.Binding{}, titles: map[keymap.Scope]string{}, offered: map[string]map[string]bool{}, scopes: map[string][]keymap.Scope{}, owners: map[string]string{}}
	var keys []keymap.Binding
	var wrong error
	for _, group := range own {
		wrong = errors.Join(wrong, t.own(group, ""))
		keys = append(keys, t.add(group, "")...)
	}
	for _, page := range pages {
		for _, group := range page.Keys() {
			wrong = errors.Join(wrong, t.own(group, page.Name()))
			keys = append(keys, t.add(group, page.Name())...)
			t.scopes[page.Name()] = append(t.scopes[page.Name()], group.Scope)
		}
	}
	for _, b := range keys {
		if t.titles[b.Scope] == "" {
			wrong = errors.Join(wrong, fmt.Errorf("the keys of %q have no title, which is shown above them on the page of keys", b.Scope))
		}
	}
	if wrong != nil {
		return nil, wrong
	}
	var err error
	t.Table, err = keymap.New(keys, func(action string) bool { return t.by[action] != nil })
	return t, err
}

// own records page as the owner of the group's actions. An action of the same name on another page is an
// error, because its keys would run the first one, unless the action is common to both.
func (t *Table) own(group Group, page string) (wrong error) {
	for _, a := range group.Actions {
		owner, ok := t.owners[a.Name]
		if ok && owner != page && !a.Common {
			wrong = errors.Join(wrong, fmt.Errorf("two pages have an action %q, which would be one: %q and %q", a.Name, owner, page))
		}
		t.owners[a.Name] = page
	}
	return wrong
}

func (t *Table) add(group Group, page string) []keymap.Binding {
	if group.Title != "" {
		t.titles[group.Scope] = group.Title
	}
	if !group.Local {
		page = ""
	}
	var keys []keymap.Binding
	for _, a := range group.Actions {
		if t.by[a.Name] == nil {
			t.list = append(t.list, &a)
			t.by[a.Name] = &a
			t.offered[a.Name] = map[string]bool{}
		}
		t.offered[a.Name][page] = true
		if len(a.Keys) > 0 {
			b := keymap.Binding{Scope: group.Scope, Keys: a.Keys, Action: a.Name, Label: a.Label}
			keys, t.keys[a.Name] = append(keys, b), append(t.keys[a.Name], b)
		}
	}
	return keys
}

// Find returns the action with the given name, or nil if there is none.
func (t *Table) Find(name string) *Action { return t.by[name] }

// All returns all actions.
func (t *Table) All() []*Action { return t.list }

// Offered returns the actions in the palette of a page.
func (t *Table) Offered(page string) []*Action {
	var list []*Action
	for _, a := range t.list {
		if !a.Inner && (t.offered[a.Name][""] || t.offered[a.Name][page]) {
			list = append(list, a)
		}
	}
	return list
}

// ScopesOf returns all scopes of a page.
func (t *Table) ScopesOf(page string) []keymap.Scope { return t.scopes[page] }

// Of returns the keys of an action, in every scope.
func (t *Table) Of(action string) []keymap.Binding { return t.keys[action] }

// Title returns the title of a scope.
func (t *Table) Title(scope keymap.Scope) string { return t.titles[scope] }
