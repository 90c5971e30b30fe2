package engine

import (
	"fmt"
	"slices"

	"netnet-tui/engine/step"

	"golang.org/x/sys/unix"
)

const (
	// defaultRounds is how many round trips are timed where the step says no number. The
	// first of a connection is fast whatever is set: TCP acknowledges it at once.
	defaultRounds = 8
	// maxRounds bounds the round trips of a step.
	maxRounds = 1000
)

// planRoundtrip times round trips of the pattern that Nagle's algorithm and delayed
// acknowledgements make slow: two writes of one byte, then a read of two.
func planRoundtrip(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	trip := &roundtrip{task: t, near: s, rounds: defaultRounds}
	if t.step.Count != nil {
		trip.rounds = *t.step.Count
	}
	t.engine.observe(s)
	switch {
	case trip.rounds < 1 || trip.rounds > maxRounds:
		return nil, fmt.Errorf("%d round trips are asked for: between 1 and %d can be timed", trip.rounds, maxRounds)
	case s.Type != unix.SOCK_STREAM || s.State != step.StateEstablished:
		return nil, fmt.Errorf("%s is no connected stream: a round trip needs a connection", s.Name)
	case s.Ends.Local.Unnamed() || s.Ends.Peer.Unnamed():
		return nil, fmt.Errorf("an end of %s has no name, so nobody can tell which socket is the other: time a TCP connection", s.Name)
	}
	if far, ok := t.engine.bench.peer(s); ok {
		t.involve(far)
		t.planned = append(t.planned, far)
		trip.far = far
	}
	if other := t.engine.underway(t); other != "" {
		return nil, fmt.Errorf("%s is under way on the same connection: wait for it, or interrupt it", other)
	}
	for _, end := range t.involved {
		t.engine.observe(end)
		if n := number(end.Pending); n > 0 {
			return nil, fmt.Errorf("%s has %d bytes waiting, which a round trip would take: recv them first", end.Name, n)
		}
		if n := number(end.Notsent); n > 0 {
			return nil, fmt.Errorf("%s has %d bytes that are held back, which would go among those of a round trip: uncork it, or wait", end.Name, n)
		}
	}
	return []stage{trip.send(s, 1)}, nil
}

// underway is the line of another round trip that uses one of a task's sockets: their
// bytes would mix. "" where there is none.
func (e *Engine) underway(t *task) string {
	for _, other := range e.tasks {
		if other != t && other.step.Verb == t.step.Verb && slices.ContainsFunc(other.involved, func(s *entry) bool { return slices.Contains(t.involved, s) }) {
			return other.step.String()
		}
	}
	return ""
}
