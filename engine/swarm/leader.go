package swarm

import (
	"bufio"
	"io"
	"sync/atomic"
)

// Leader pauses and resumes a running swarm. While the swarm stands still, its clients still answer, but its clock does
// not advance: neither the time it has left nor the time its messages take.
type Leader struct{ stands atomic.Bool }

// Commands to a leader, one a line.
const (
	Stand    = "stand"
	Continue = "continue"
)

// Listen reads commands until from ends, and then calls end.
func (l *Leader) Listen(from io.Reader, end func()) {
	defer end()
	for lines := bufio.NewScanner(from); lines.Scan(); {
		switch lines.Text() {
		case Stand:
			l.stands.Store(true)
		case Continue:
			l.stands.Store(false)
		}
	}
}

// Stands reports whether the swarm is to stand still. It is false for a nil Leader.
func (l *Leader) Stands() bool { return l != nil && l.stands.Load() }
