// Package part defines what every page is made of: its actions and their keys, drawing and clicks, the
// overlays in front of it, and the part of the screen that all of these see.
package part

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/player"
)

// Action is something a person can do, and the keys bound to it.
type Action struct {
	Name   string
	Keys   []string           // the first one is shown; an action without keys is found by name
	Label  string             // for the bar at the bottom; "" to leave it out
	Now    func(Host) string  // the label if it depends on what the key would do now; nil for Label
	Help   string             // one line
	Why    func(Host) string  // why it cannot be done now, "" if it can; nil if it always can
	Line   func(Host) string  // the line it would write now; nil for none
	Do     func(Host) tea.Cmd // nil writes the line
	Insist bool               // if pressed again, it is done despite Why
	Inner  bool               // makes sense only where its key is bound: not in the palette
	Common bool               // several pages share it, with the same meaning
	Timely bool               // the bar omits it while it cannot be done
	Makes  bool               // it makes steps; one with a Line does so anyway
}

// Key returns the keys of an action, for a literal.
func Key(keys ...string) []string { return keys }

// On returns the same action, bound to other keys.
func (a Action) On(label string, keys ...string) Action {
	a.Label, a.Keys = label, keys
	return a
}

// Timely returns actions that the bar omits while they cannot be done.
func Timely(actions ...Action) []Action {
	for i := range actions {
		actions[i].Timely = true
	}
	return actions
}

// Makes returns actions that make steps.
func Makes(actions ...Action) []Action {
	for i := range actions {
		actions[i].Makes = true
	}
	return actions
}

// Do adapts a function that needs no command to [Action].
func Do(f func(Host)) func(Host) tea.Cmd {
	return func(h Host) tea.Cmd {
		f(h)
		return nil
	}
}

// Void reports whether the action makes steps while the screen shows a recording, which makes none.
func (a *Action) Void(h Host) bool { return (a.Makes || a.Line != nil) && h.Recorded() }

// Obstacle returns why the action cannot be done now, or "" if it can.
func (a *Action) Obstacle(h Host) string {
	if a.Void(h) {
		return player.ErrNothingRuns.Error()
	}
	if a.Why == nil {
		return ""
	}
	return a.Why(h)
}

// Run does the action, whatever its obstacle.
func (a *Action) Run(h Host) tea.Cmd {
	if a.Do == nil {
		return h.Write(a.Line(h))
	}
	return a.Do(h)
}

// Preview returns the line that the action writes, as a menu shows it.
func (a *Action) Preview(h Host) string {
	if a.Line == nil {
		return ""
	}
	return strings.Replace(a.Line(h), Cursor, "", 1)
}
