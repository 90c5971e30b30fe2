package store

import (
	"fmt"

	"netnet-tui/engine"
)

// Network is what the top right corner says about the engine.
type Network struct {
	Name    string
	PID     int
	Open    int // open sockets
	blocked []engine.Blocked

	Recording *engine.Recording // nil if the session is not recorded
}

// Take takes the values from a frame.
func (n *Network) Take(f engine.Frame) {
	n.Name, n.PID, n.Open, n.blocked, n.Recording = f.Network, f.PID, f.Open, f.Blocked, f.Recording
}

// Lab reports whether the engine has a network of its own.
func (n *Network) Lab() bool { return n.Name == engine.PrivateLab }

// Stuck returns the calls that have not returned.
func (n *Network) Stuck() []engine.Blocked {
	var stuck []engine.Blocked
	for _, b := range n.blocked {
		if !b.Done {
			stuck = append(stuck, b)
		}
	}
	return stuck
}

// Waits returns a text that says which call is blocked and for how long, or "" if none is.
func (n *Network) Waits() string {
	stuck := n.Stuck()
	if len(stuck) == 0 {
		return ""
	}
	text := fmt.Sprintf("blocked in %s, %.1f s", stuck[0].Verb, stuck[0].For.Seconds())
	if len(stuck) > 1 {
		text += fmt.Sprintf(" (+%d)", len(stuck)-1)
	}
	return text
}
