package swarms

import (
	"fmt"

	"netnet-tui/engine/swarm"
)

// State is a swarm that runs, or has run.
type State struct {
	Step    string       `json:"step"` // the line that started it
	Report  swarm.Report `json:"report"`
	Done    bool         `json:"done,omitempty"`
	Problem string       `json:"problem,omitempty"` // why there was no report
}

// Summary is what the swarm did so far, in a line.
func (s State) Summary() string {
	r := s.Report
	text := fmt.Sprintf("%d of %d clients connected, %d messages, %.0f a second", r.Connected, r.Clients, r.Messages, r.PerSecond)
	if r.First != nil {
		return text + "; other bytes came than had to: " + r.First.String()
	}
	if r.Lost > 0 {
		text += fmt.Sprintf(", %d lost", r.Lost)
	}
	return text
}
