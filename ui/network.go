package ui

import (
	"fmt"

	"netnet-tui/engine"
)

// network is what the upper right corner tells of the engine.
type network struct {
	name    string
	pid     int
	open    int
	blocked []engine.Blocked
}

func (n *network) take(f engine.Frame) {
	n.name, n.pid, n.open, n.blocked = f.Network, f.PID, f.Open, f.Blocked
}

// lab tells whether the engine has a network of its own.
func (n *network) lab() bool { return n.name == engine.PrivateLab }

// stuck are the calls that have not returned.
func (n *network) stuck() []engine.Blocked {
	var stuck []engine.Blocked
	for _, b := range n.blocked {
		if !b.Done {
			stuck = append(stuck, b)
		}
	}
	return stuck
}

// waits says which call is blocked and for how long.
func (n *network) waits() string {
	stuck := n.stuck()
	if len(stuck) == 0 {
		return ""
	}
	text := fmt.Sprintf("blocked in %s, %.1f s", stuck[0].Verb, stuck[0].For.Seconds())
	if len(stuck) > 1 {
		text += fmt.Sprintf(" (+%d)", len(stuck)-1)
	}
	return text
}
