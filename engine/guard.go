package engine

import (
	"fmt"
	"math"
	"slices"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/door"
	"netnet-tui/engine/fork"
	"netnet-tui/sockets"
	"netnet-tui/sockets/control"
	"netnet-tui/sockopts"
)

// traced returns the kernel that a step uses on the engine's goroutine. The door checks each call before it is traced,
// so a refused call is not traced. In a forked process, the calls of away may sleep.
func (t *task) traced(away *fork.Thread) door.Guarded {
	trace := sockets.Traced{Kernel: t.engine.kernel, FD: t.fd, Option: sockopts.Traced, Control: control.Trace, Report: t.report}
	if t.process == nil {
		return t.guarded(trace)
	}
	var took time.Duration // without the time of the message there and back
	trace.Kernel = t.process.Timed(away, func(d time.Duration) { took = d })
	trace.Report = func(c Call) {
		c.NS = took.Nanoseconds()
		t.report(c)
	}
	return t.guarded(fork.Numbers{Here: t.process.Number, Of: func(int) sockets.Kernel { return trace }})
}

// guarded returns k with the door in front, for calls on the engine's goroutine.
func (t *task) guarded(k sockets.Kernel) door.Guarded {
	e := t.engine
	return door.Guarded{
		Kernel:  k,
		Door:    e.door,
		Verdict: &t.verdict,
		Shut:    func(fd int) { t.shut(k, fd) },
		Room:    func(more int) error { return e.bounds.Room(e.bench.Descriptors(), more) },
		Keep:    len(t.step.Names) > 0,
	}
}

// away returns the kernel that a step uses on a thread of its own. Even then, what the door wants closed is closed on
// the engine's goroutine, and the thread waits for that: otherwise another socket could get the number before the bench
// knew that it is free.
func (t *task) away() sockets.Kernel {
	thread, _ := t.thread.(*fork.Thread)
	k, e := t.traced(thread), t.engine
	here := k.Shut
	k.Shut = func(fd int) {
		done := make(chan struct{})
		e.inbox.Deliver(func() {
			defer close(done)
			here(fd)
		})
		select {
		case <-done:
		case <-e.inbox.Finished(): // the engine has closed all descriptors
		}
	}
	return k
}

// judged records what the door says about a call, and reports whether the step continues.
func (t *task) judged() bool {
	for _, note := range t.verdict.Take() {
		t.note(note)
		t.unexpose()
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

// unexpose makes the event loop stop serving sockets that have become reachable on every interface while served: the
// loop would answer anyone who sends to them. Connecting a served socket is refused, so this takes two steps at the
// same time.
func (t *task) unexpose() {
	e := t.engine
	for _, s := range t.twins() {
		if e.served(s) && e.door.Serve(s.FD) != nil {
			id, l := uint64(s.ID), e.serving.Running()
			l.Between(func() {
				_, _ = l.Unserve(id)
				e.serving.Rest()
			})
			t.say(s.Name + " is not served any more: it came to be on every interface")
		}
	}
}

// twins returns the open descriptors of the sockets involved in the step, including duplicates.
func (t *task) twins() []*bench.Entry {
	var twins []*bench.Entry
	for _, s := range t.engine.bench.Open() {
		if slices.ContainsFunc(t.involved, s.SameSocket) {
			twins = append(twins, s)
		}
	}
	return twins
}

// recheck checks the sockets of a call that was made on a thread of its own. Other steps ran meanwhile: the number by
// which the call was judged may belong to another socket now, and a duplicate may have been moved, or served, between
// the judgment and the call.
func (t *task) recheck() {
	for _, s := range t.twins() {
		if !s.Open { // closed together with the one before
			continue
		}
		if _, why := t.engine.door.After(s.FD, false); why != nil {
			t.shutTwins(t.engine.kernel, s)
			t.say(s.Name + ": " + why.Error())
		}
	}
	t.unexpose()
}

// say records a notice that must be shown even if this step is never joined.
func (t *task) say(text string) {
	t.note(text)
	if t.spawned {
		t.engine.said = text
	}
}

// shut closes the socket of this step with the given descriptor, and its duplicates, which would keep it where it is.
// If another step has closed it already, the number is now free or belongs to another socket, and shut does nothing.
func (t *task) shut(k sockets.Kernel, fd int) {
	at := slices.IndexFunc(t.involved, func(s *bench.Entry) bool { return s.Open && s.FD == fd })
	if at >= 0 {
		t.shutTwins(k, t.involved[at])
	}
}

// shutTwins closes a socket and its duplicates.
func (t *task) shutTwins(k sockets.Kernel, s *bench.Entry) {
	e := t.engine
	e.givenUp(s)
	_ = k.Close(s.FD)
	for _, other := range e.bench.Open() {
		if s.SameSocket(other) {
			_ = e.kernel.Close(other.FD)
			e.givenUp(other)
			t.note(fmt.Sprintf("%s, a duplicate of %s, was closed too", other.Name, s.Name))
		}
	}
}

// hold adds the buffers of a step's call to those in use, or refuses if that is too much.
func (t *task) hold() error {
	n := t.vector()
	if text := t.step.Text; text != nil {
		if length := int64(len(text.Body)); length > 0 && text.Times > math.MaxInt32*int64(math.MaxInt32)/length {
			n = math.MaxInt64
		} else {
			n = max(n, text.Len()) // a call either sends or receives
		}
	}
	if err := t.engine.bounds.Hold(t.engine.held, n); err != nil {
		return err
	}
	t.held = n
	t.engine.held += n
	return nil
}

// vector returns how many bytes the step's parts and buffers take.
func (t *task) vector() int64 {
	n := int64(max(t.step.Size, 0))
	if t.step.Verb == "recvmmsg" && t.step.Count != nil {
		n *= int64(max(*t.step.Count, 0))
	}
	for _, size := range t.step.Sizes {
		n += 2 * int64(size) // each part, and their concatenation
	}
	for _, text := range t.step.Texts {
		n += text.Len() // bounded by Check
	}
	if t.step.Room != nil {
		n += int64(*t.step.Room)
	}
	return n
}

// release subtracts the step's buffers from those in use.
func (t *task) release() {
	t.engine.held -= t.held
	t.held = 0
}
