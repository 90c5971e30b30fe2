package swarm

import (
	"bufio"
	"io"
	"sync/atomic"
)

// Leader has a running swarm stand still, and continue. While it stands, its clients still
// answer, but its time does not pass: not the time it has left, nor that of its messages.
type Leader struct{ stands atomic.Bool }

// What a leader is told, a line each.
const (
	Stand    = "stand"
	Continue = "continue"
)

// Listen reads what the leader is told until the reader ends. Then it calls end.
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

// Stands reports whether the swarm is to stand still. A nil Leader never does.
func (l *Leader) Stands() bool { return l != nil && l.stands.Load() }
