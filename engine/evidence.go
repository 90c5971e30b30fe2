package engine

import (
	"slices"

	"netnet-tui/engine/status"
)

// observe finds out how a socket is now.
func (e *Engine) observe(s *entry) { e.observer.Observe(&s.Subject) }

// freshSocket makes a socket whose options are read once: see [observe.NewSocket].
func (e *Engine) freshSocket(domain, typ, protocol int) (fd int, discard func(), err error) {
	fd, err = e.kernel.Socket(domain, typ, protocol)
	return fd, func() { _ = e.kernel.Close(fd) }, err
}

// involve has the evidence of a socket taken, and of the socket at its other end.
func (t *task) involve(s *entry) {
	if !slices.Contains(t.involved, s) {
		t.involved = append(t.involved, s)
	}
	t.fds[s.FD] = s.Name
}

// observeBefore takes the evidence before the step, of a socket and of its other end.
func (t *task) observeBefore(s *entry) {
	t.observe(s)
	if other, ok := t.engine.bench.peer(s); ok && !slices.Contains(t.involved, other) {
		t.observe(other)
	}
}

// observe looks at a socket now, to have its evidence taken again after the step.
func (t *task) observe(s *entry) {
	if !slices.Contains(t.involved, s) {
		t.involved = append(t.involved, s)
	}
	t.engine.observe(s)
	t.before[s.ID] = s.Condition
}

// takeEvidence takes the evidence after the step.
func (t *task) takeEvidence() {
	e := t.engine
	evidence := status.Evidence{Options: t.set}
	for _, s := range t.involved {
		e.observe(s)
		after := s.Condition
		observed := status.Observed{ID: s.ID, Name: s.Name, Kind: s.Made(), Closed: !s.Open, After: &after}
		if before, ok := t.before[s.ID]; ok {
			observed.Before = &before
		}
		evidence.Sockets = append(evidence.Sockets, observed)
	}
	if t.counted != nil && len(t.involved) > 0 {
		evidence.Moved = e.counters.Read().Since(t.counted)
	}
	if len(evidence.Sockets) > 0 {
		t.event.Evidence = &evidence
	}
}
