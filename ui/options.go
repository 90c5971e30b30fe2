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

// Options say what a screen begins with.
type Options struct {
	Start    func() (store.Source, error) // begins an engine; called again after one has died
	InLab    func() (store.Source, error) // the same in a lab of its own
	First    func() (store.Source, error) // what is shown first, where that is no engine: a recording; nil otherwise
	Theme    string                       // by name; empty chooses by the terminal's background
	History  string                       // the file that keeps the lines typed, "" for none
	SaveAs   string                       // the file that ctrl-s proposes; "" is session.netnet
	Race     race.Runner
	Machine  system.Source // what is to be seen of the machine
	Port     system.Detective
	File     *walk.File            // shown beside the bench, nil for none
	Lessons  func() lesson.Library // reads the lessons there are
	Progress string                // the file that keeps how far the reader of lessons is, "" for none
	Archive  sessions.Archive      // where sessions are kept; nil where they are not recorded
	Lab      trial.Start           // begins an engine in a lab of its own, for what is tried in a copy of the session
}

// first begins what is shown first.
func (o Options) first() func() (store.Source, error) {
	if o.First != nil {
		return o.First
	}
	return o.Start
}
