package readiness

import (
	"slices"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// mark adds a descriptor to those whose requests may have to change.
func (u *uring) mark(fd int, w *asked) {
	if !w.due {
		w.due = true
		u.due = append(u.due, fd)
	}
}

// deny puts a descriptor that found no buffer before all others. Otherwise those that had one would take the next one
// too.
func (u *uring) deny(fd int, w *asked) {
	if !w.due {
		w.due = true
		u.denied = append(u.denied, fd)
	}
}

// most is the maximum number of requests that one descriptor needs in a round.
const most = 3

// bulkyShare limits bulky connections to one in bulkyShare buffers while buffers are scarce, so that the others find
// one as soon as they need it.
const bulkyShare = 2

// ask makes the requests of all descriptors that are due. Descriptors stay due, in order, if the kernel takes no more
// requests or if they are bulky ones beyond their share. Of those that found no buffer, it serves only as many as there
// are buffers: the others would find none again, and thousands of them would make no other requests. A call may stand
// at the loop's gate, during which more descriptors can be marked.
func (u *uring) ask() unix.Errno {
	first := min(len(u.denied), u.size.Buffers)
	u.asking = append(append(u.asking[:0], u.denied[:first]...), u.due...)
	u.denied, u.due = slices.Delete(u.denied, 0, first), u.due[:0]
	bulky := 0
	for i, fd := range u.asking {
		if errno := u.room(most); errno != 0 {
			u.due = append(u.due, u.asking[i:]...)
			return errno
		}
		w := u.watched.at(fd)
		if u.scarce > 0 && w.bulky && w.in && w.flow == 0 {
			if bulky++; bulky > u.size.Buffers/bulkyShare {
				u.due = append(u.due, fd)
				continue
			}
		}
		w.due = false
		if w.kind != unknown {
			u.askFlow(fd, w)
			u.askPoll(fd, w)
		}
	}
	return 0
}

// askFlow keeps one request for input open while input is watched for.
func (u *uring) askFlow(fd int, w *asked) {
	wanted := w.in && !w.ended && w.kind != polled
	switch {
	case w.flow != 0 && !wanted && !w.stopping:
		w.stopping, w.once = true, true
		u.cancel(w.flow)
	case w.flow == 0 && wanted && w.kind == listener:
		w.flow = u.ticket(accepting, fd)
		u.ring.Accept(fd, uint64(w.flow))
	case w.flow == 0 && wanted && (w.once || u.single || u.scarce > 0):
		w.flow = u.ticket(receiving, fd)
		u.ring.RecvOnce(fd, uint64(w.flow))
	case w.flow == 0 && wanted:
		w.flow = u.ticket(receiving, fd)
		u.ring.Recv(fd, uint64(w.flow))
	}
}

// askPoll keeps one request for the bits open, a new one after every answer: a descriptor must be reported as long as
// it is ready, which a multishot request would not do.
func (u *uring) askPoll(fd int, w *asked) {
	bits := Bits(0)
	if w.in && w.kind == polled {
		bits |= In | RDHup
	}
	if w.out {
		bits |= Out
	}
	if w.poll != 0 && (w.fired || w.bits != bits) {
		u.cancel(w.poll)
		w.poll = 0
	}
	flows := w.kind == listener || w.kind == stream && w.in
	if w.poll != 0 || flows && bits == 0 {
		return
	}
	w.poll, w.bits, w.fired = u.ticket(polling, fd), bits, false
	u.ring.Poll(fd, uint16(bits), w.half, uint64(w.poll))
}

// ticket returns the ticket of a new request.
func (u *uring) ticket(p purpose, fd int) ticket {
	u.serial++
	u.flying++
	return newTicket(p, u.serial, fd)
}

// cancel asks the kernel to end a request. The kernel does not find a request that is moving from one of its queues to
// another, so cancel is repeated until the request has ended.
func (u *uring) cancel(t ticket) {
	if t == 0 {
		return
	}
	u.leaving[t] = true
	if u.room(1) == 0 {
		u.ring.Cancel(uint64(t), uint64(newTicket(cancelling, 0, t.fd())))
	}
}

// room makes room for n requests.
func (u *uring) room(n int) unix.Errno {
	if u.ring.Room() >= n {
		return 0
	}
	errno := u.submit()
	switch {
	case u.ring.Room() >= n:
		return 0
	case errno == 0:
		return unix.EAGAIN
	}
	return errno
}

// submit submits what is queued, without waiting. The kernel also does its deferred work.
func (u *uring) submit() unix.Errno { return u.enter(0, sockets.EnterGetevents, 0) }

// enter submits what is queued, and may wait for a completion. It checks the completions of sends at once, since their
// bytes are not kept any longer.
func (u *uring) enter(wait, flags int, timeout time.Duration) unix.Errno {
	before := u.ring.Posted()
	_, errno := u.calls.UringEnter(u.ring, u.ring.Queued(), wait, flags, timeout)
	if len(u.out.sends) > 0 {
		for c := range u.ring.Since(before) {
			if t := ticket(c.Data); t.purpose() == sending {
				u.notSent(t, int(c.Res))
			}
		}
	}
	return errno
}
