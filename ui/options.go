package ui

import (
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/trial"
	"netnet-tui/ui/race"
	"netnet-tui/ui/sessions"
	"netnet-tui/ui/store"
	"netnet-tui/ui/system"
	"netnet-tui/ui/walk"
)

// Options configure a screen.
type Options struct {
	Start    func() (store.Source, error) // starts an engine; called again after one has died
	InLab    func() (store.Source, error) // the same, in a lab of its own
	First    func() (store.Source, error) // starts what is shown first if it is not an engine but a recording; nil otherwise
	Theme    string                       // by name; "" chooses by the terminal's background
	History  string                       // the file of the prompt's history, "" for none
	SaveAs   string                       // the file name that ctrl-s proposes; "" is session.netnet
	Race     race.Runner
	Machine  system.Source // what can be observed of the machine
	Port     system.Detective
	File     *walk.File            // shown beside the bench, nil for none
	Lessons  func() lesson.Library // reads all lessons
	Progress string                // the file of the reader's progress in the lessons, "" for none
	Archive  sessions.Archive      // where sessions are recorded; nil if they are not
	Lab      trial.Start           // starts an engine in a lab of its own, to try a fix on a copy of the session
}

// first returns the function that starts what is shown first.
func (o Options) first() func() (store.Source, error) {
	if o.First != nil {
		return o.First
	}
	return o.Start
}
