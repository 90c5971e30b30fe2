package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Action is something a person can do.
type Action struct {
	Name   string
	Help   string // one line
	Do     func(*Screen) tea.Cmd
	Why    func(*Screen) string // why it can't be done now, "" when it can; nil for always
	Line   func(*Screen) string // the line it writes now, "" where there is none
	Insist bool                 // asked again, it is done all the same
	Inner  bool                 // makes sense only where its key is: not in the palette
	Bench  bool                 // is about what the bench shows: in the palette of no other page
}

// actionTable finds actions by name.
type actionTable struct {
	list []*Action
	by   map[string]*Action
}

func newActionTable(pages []Page) *actionTable {
	t := &actionTable{by: map[string]*Action{}}
	t.add(programActions(), false)
	t.add(pageActions(pages), false)
	t.add(callActions(), true)
	t.add(optionActions(), true)
	t.add(listActions(), true)
	t.add(serverActions(), false)
	t.add(referenceActions(), false)
	t.add(raceActions(), false)
	t.add(promptActions(), false)
	t.add(overlayActions(), false)
	t.add(tryActions(), true)
	return t
}

func (t *actionTable) add(group []Action, bench bool) {
	for _, a := range group {
		a.Bench = bench
		t.list = append(t.list, &a)
		t.by[a.Name] = &a
	}
}

func (t *actionTable) has(name string) bool { return t.by[name] != nil }

func (t *actionTable) find(name string) *Action { return t.by[name] }

// do makes an action's function of one that needs no command.
func do(f func(*Screen)) func(*Screen) tea.Cmd {
	return func(s *Screen) tea.Cmd {
		f(s)
		return nil
	}
}

// preview is the line that the action writes, as a menu shows it.
func (a *Action) preview(s *Screen) string {
	if a.Line == nil {
		return ""
	}
	return strings.Replace(a.Line(s), bar, "", 1)
}
