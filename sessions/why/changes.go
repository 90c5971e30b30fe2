package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// mostChanges limits how many changes of state are described.
const mostChanges = 2

// changes says which sockets changed state during the step.
func (s scene) changes() []string {
	var said []string
	if s.before != nil && s.after != nil && !s.tellsState() {
		said = appendChange(said, s.who(), s.before, s.after, "")
	}
	for _, other := range s.others {
		if len(said) < mostChanges && other.Before != nil && other.After != nil && other.Name != "" {
			said = appendChange(said, other.Name, other.Before, other.After, s.goneBy(other))
		}
	}
	return said
}

// tellsState reports whether the sentence about the call already includes the change.
func (s scene) tellsState() bool {
	if s.call.Errno != "" {
		return false
	}
	switch s.call.Name {
	case engine.SysClose, engine.SysShutdown, engine.SysListen, engine.SysConnect:
		return true
	}
	return false
}

// goneBy says why another socket has lost its connection, as a clause after a colon, or returns "".
func (s scene) goneBy(other status.Observed) string {
	if other.After.State != status.StateClosed || !connection(other.Before.State) {
		return ""
	}
	if e := s.next.ending(other.ID); e.how == reset || e.how == resetSelf {
		return ": " + e.did
	}
	return ""
}

// appendChange appends a sentence about a socket that changed state, and why.
func appendChange(said []string, name string, before, after *status.Condition, why string) []string {
	if before.State == after.State || before.State == "" || after.State == "" {
		return said
	}
	return append(said, fmt.Sprintf("%s went from %s to %s%s.", name, before.State, after.State, why))
}

// repeated says how many times within, repeat or until made the call.
func (s scene) repeated() []string {
	var said []string
	if s.event.Asked > 1 {
		said = append(said, fmt.Sprintf("Asked %d times.", s.event.Asked))
	}
	if n := s.event.Times; n > 1 || n == 1 && s.event.Step.Repeat > 1 { // once is worth saying only if more were asked for
		said = append(said, "The step was "+s.event.Repetition()+".")
	}
	return said
}

// queueOf returns how full a listener's accept queue is, such as " (0 of 6)". The queue holds one connection more
// than the backlog.
func queueOf(c *status.Condition) string {
	if c.Queue == nil || c.Backlog == nil {
		return ""
	}
	return fmt.Sprintf(" (%d of %d)", *c.Queue, room(c))
}

// room returns how many connections an accept queue holds.
func room(c *status.Condition) int64 { return int64(*c.Backlog) + 1 }

// observed returns the observed socket with the given name.
func (s scene) observed(name string) (status.Observed, bool) {
	if s.event.Evidence != nil {
		for _, o := range s.event.Evidence.Sockets {
			if o.Name == name {
				return o, true
			}
		}
	}
	return status.Observed{}, false
}
