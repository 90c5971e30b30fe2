// Package part is what every page is made of: its actions with their keys, what it
// draws and what a click does there, the windows in front of it, and the small part of
// the screen that all of these see.
package part

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Action is something a person can do, with the keys that mean it.
type Action struct {
	Name   string
	Keys   []string           // the first one is shown; without any it is found by its name
	Label  string             // for the bar at the bottom; empty to leave it out
	Help   string             // one line
	Why    func(Host) string  // why it cannot be done now, "" when it can; nil for always
	Line   func(Host) string  // the line it writes now; nil where there is none
	Do     func(Host) tea.Cmd // nil writes the line
	Insist bool               // asked again, it is done anyway
	Inner  bool               // makes sense only where its key is: not in the palette
	Common bool               // several pages have it, and it is the same on each
	Timely bool               // the bar leaves it out while it cannot be done
}

// Key is a key or more of an action, in a literal.
func Key(keys ...string) []string { return keys }

// On is the same action by other keys.
func (a Action) On(label string, keys ...string) Action {
	a.Label, a.Keys = label, keys
	return a
}

// Do makes an action's function of one that needs no command.
func Do(f func(Host)) func(Host) tea.Cmd {
	return func(h Host) tea.Cmd {
		f(h)
		return nil
	}
}

// Obstacle is why the action cannot be done now, "" when it can.
func (a *Action) Obstacle(h Host) string {
	if a.Why == nil {
		return ""
	}
	return a.Why(h)
}

// Run does the action, whether it can be done or not.
func (a *Action) Run(h Host) tea.Cmd {
	if a.Do == nil {
		return h.Write(a.Line(h))
	}
	return a.Do(h)
}

// Preview is the line that the action writes, as a menu shows it.
func (a *Action) Preview(h Host) string {
	if a.Line == nil {
		return ""
	}
	return strings.Replace(a.Line(h), Cursor, "", 1)
}
