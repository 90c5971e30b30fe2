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

// deny puts a descriptor that found no buffer before all others. Otherwise those that had one
// would take the next one too.
func (u *uring) deny(fd int, w *asked) {
	if !w.due {
		w.due = true
		u.denied = append(u.denied, fd)
	}
}

// most is how many requests one descriptor may take in a round.
const most = 3

// bulkyShare bounds the buffers that connections which send much may have while buffers are
// scarce, to one in bulkyShare. So the others find one as soon as they need it.
const bulkyShare = 2

// ask makes the requests of all descriptors that are due. Those for which the kernel takes
// no more requests stay due, and so do bulky ones beyond their share, in their order. Of those
// that found no buffer, it asks for as many as there are buffers: the others would find none
// again, and thousands of them would ask for nothing else. A call may stand at the loop's gate,
// where more can be marked.
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

// askFlow keeps one request for input open while that is watched for.
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

// askPoll keeps one request for the bits open, a new one after every answer: a descriptor is
// to be reported for as long as it is ready, which a multishot request would not do.
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

// cancel asks the kernel to end a request. The kernel does not find one that is moving from one
// of its queues to another, so it is asked again until the request is over.
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

// submit hands over what is queued, without waiting. The kernel also does the work it has put off.
func (u *uring) submit() unix.Errno { return u.enter(0, sockets.EnterGetevents, 0) }

// enter hands over what is queued, and may wait for a completion. It looks at once for those of
// sends, whose bytes are kept no longer.
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
