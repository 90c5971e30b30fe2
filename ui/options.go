package ui

import (
	"netnet-tui/sessions/trial"
	"netnet-tui/ui/race"
	"netnet-tui/ui/sessions"
	"netnet-tui/ui/store"
	"netnet-tui/ui/system"
	"netnet-tui/ui/walk"
)

// Options say what a screen begins with.
type Options struct {
	Start   func() (store.Source, error) // begins an engine; called again after one has died
	Theme   string                       // by name; empty chooses by the terminal's background
	History string                       // the file that keeps the lines typed, "" for none
	SaveAs  string                       // the file that ctrl-s proposes; "" is session.netnet
	Race    race.Runner
	Machine system.Source // what is to be seen of the machine
	Port    system.Detective
	File    *walk.File       // shown beside the bench, nil for none
	Archive sessions.Archive // where sessions are kept; nil where they are not recorded
	Lab     trial.Start      // begins an engine in a lab of its own, for what is tried in a copy of the session
}
