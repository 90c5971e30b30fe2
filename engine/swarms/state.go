package swarms

import (
	"fmt"

	"netnet-tui/engine/swarm"
)

// State is the state of a swarm that runs or has run.
type State struct {
	Step    string       `json:"step"` // the line that started it
	Report  swarm.Report `json:"report"`
	Stands  bool         `json:"stands,omitempty"` // its clock is stopped
	Done    bool         `json:"done,omitempty"`
	Problem string       `json:"problem,omitempty"` // why there was no report
}

// Outcome describes in a line what a swarm that has ended has done.
func (s State) Outcome() string {
	r := s.Report
	switch {
	case s.Problem != "":
		return s.Problem
	case r.First != nil:
		return "other bytes came than had to: " + r.First.String()
	}
	if r.Datagrams != nil {
		return fmt.Sprintf("%s in %.1f s", r.Datagrams.Sentence(r), r.Elapsed)
	}
	text := fmt.Sprintf("%d messages on %d connections in %.1f s", r.Messages, r.Connections, r.Elapsed)
	if r.Lost > 0 {
		return text + fmt.Sprintf(", %d lost", r.Lost)
	}
	return text
}

// Summary describes in a line what the swarm has done so far.
func (s State) Summary() string {
	r := s.Report
	text := fmt.Sprintf("%d of %d clients connected, %d messages, %.0f a second", r.Connected, r.Clients, r.Messages, r.PerSecond)
	if r.First != nil {
		return text + "; other bytes came than had to: " + r.First.String()
	}
	if r.Datagrams != nil {
		return text + "; " + r.Datagrams.Sentence(r)
	}
	if r.Lost > 0 {
		text += fmt.Sprintf(", %d lost", r.Lost)
	}
	return text
}
