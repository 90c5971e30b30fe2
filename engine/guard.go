package engine

import (
	"errors"
	"fmt"
	"math"

	"netnet-tui/engine/door"
	"netnet-tui/sockets"
)

// Bounds are how much a session may use.
type Bounds = door.Bounds

// rules are what the door judges by.
func (o Options) rules(p privileges) door.Rules {
	return door.Rules{
		Lab: o.Lab, AllowNet: o.AllowNet, AllowUnix: o.AllowUnix,
		Raw: p.has("CAP_NET_RAW", false), Admin: p.has("CAP_NET_ADMIN", false),
	}
}

// guarded is the kernel of a step: the door is in front of every call, and the trace
// behind it, so that a call that is refused is none.
func (t *task) guarded() sockets.Kernel {
	e := t.engine
	return door.Guarded{
		Kernel:  sockets.Traced{Kernel: e.kernel, FD: t.fd, Option: optionText, Report: t.report},
		Door:    e.door,
		Verdict: &t.verdict,
		Room:    func(more int) error { return e.bounds.Room(int(e.bench.descriptors.Load()), more) },
	}
}

// judged enters what the door has to say of a call: it reports whether the step goes on.
func (t *task) judged() bool {
	notes, closed := t.verdict.Take()
	for _, note := range notes {
		t.note(note)
		t.unexpose()
	}
	for _, fd := range closed {
		for _, s := range t.touched {
			if s.Open && s.FD == fd {
				t.shut(s)
			}
		}
	}
	if err := t.verdict.Refusal(); err != nil {
		t.fail(err)
		return false
	}
	if t.over != nil {
		t.fail(t.over)
		return false
	}
	return true
}

// unexpose has the event loop give back what came to be on every interface while it was
// served: it would answer whoever sends to it. Connecting what is served is refused, so
// this takes two steps at the same time.
func (t *task) unexpose() {
	e := t.engine
	for _, s := range t.touched {
		if e.served(s) && e.door.Serve(s.FD) != nil {
			id, l := uint64(s.ID), e.loop
			l.Between(func() {
				_, _ = l.Unserve(id)
				e.rested()
			})
			t.note(s.Name + " is not served any more")
		}
	}
}

// shut takes note that the door has closed a socket, and closes its duplicates, which
// would keep it where it is.
func (t *task) shut(s *entry) {
	e := t.engine
	e.givenUp(s)
	for _, other := range e.bench.open() {
		if other.handled == s.handled {
			_ = e.kernel.Close(other.FD)
			e.givenUp(other)
			t.note(fmt.Sprintf("%s, a duplicate of %s, was closed too", other.Name, s.Name))
		}
	}
}

// refused reports whether a problem is that of a door, or of a machine that lacks something.
func refused(err error) bool {
	return errors.As(err, new(refusal)) || errors.As(err, new(*door.Refusal))
}

// hold counts the buffers of a step's call among those under way.
func (t *task) hold() error {
	n := int64(max(t.step.Size, 0))
	if text := t.step.Text; text != nil {
		if length := int64(len(text.Body)); length > 0 && text.Times > math.MaxInt32*int64(math.MaxInt32)/length {
			n = math.MaxInt64
		} else {
			n = max(n, text.Len()) // a call sends or receives
		}
	}
	if err := t.engine.bounds.Hold(t.engine.held, n); err != nil {
		return err
	}
	t.held = n
	t.engine.held += n
	return nil
}

// release gives the buffers back.
func (t *task) release() {
	t.engine.held -= t.held
	t.held = 0
}

// expire ends what is under way when the session has had its time.
func (e *Engine) expire() {
	late := e.bounds.Late(e.bounds.Time)
	for _, t := range e.tasks {
		if t.ended() {
			continue
		}
		t.over = late
		t.stop()
		go t.thread.interrupt()
	}
}

// unjoined counts the spawned calls that have not been joined.
func (e *Engine) unjoined() int {
	n := 0
	for _, t := range e.tasks {
		if t.spawned {
			n++
		}
	}
	return n
}
