package readiness

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Wait gives the buffers of the last events back, hands over the requests, and waits for
// completions. Some are not worth an event, such as a request that was cancelled: then it waits
// again, for the rest of the time.
func (u *uring) Wait(timeout time.Duration) ([]Event, unix.Errno) {
	var end time.Time
	if timeout > 0 {
		end = time.Now().Add(timeout)
	}
	for {
		u.events = u.events[:0]
		u.ring.Return(u.lent)
		u.lent = u.lent[:0]
		u.scarce = max(u.scarce-1, 0)
		errno := u.ask()
		switch {
		case errno == 0 && u.ring.Queued() == 0 && u.ring.Completed() > 0: // the last call has brought something already
		case errno == 0 && len(u.due)+len(u.denied) > 0: // bulky ones beyond their share may have something: each wait asks for more of them, until none is due
			errno = u.submit()
		case errno == 0 && timeout == 0:
			errno = u.submit()
		case errno == 0:
			errno = u.enter(1, sockets.EnterGetevents|sockets.EnterExtArg, timeout)
		}
		u.take()
		for t := range u.leaving {
			u.cancel(t)
		}
		switch {
		case len(u.events) > 0:
			return u.events, 0
		case errno != 0 && errno != unix.ETIME:
			return nil, errno
		case timeout >= 0:
			if timeout = time.Until(end); timeout <= 0 {
				return nil, 0
			}
		}
	}
}

// scarceFor is how many waits long connections take one buffer at a time after there were too
// few: otherwise the others would find none.
const scarceFor = 1000

// take makes events of completions. Those it leaves are taken by the next wait, which then
// returns at once; so are those that did not fit into the ring.
func (u *uring) take() {
	for len(u.events) < batch {
		c, any := u.ring.Take()
		if !any {
			return
		}
		u.completed(c)
	}
}

func (u *uring) completed(c sockets.Completion) {
	t := ticket(c.Data)
	if t.purpose() >= sending { // what has failed is known already
		return
	}
	data, buffer, full := u.ring.Received(c)
	if full {
		u.lent = append(u.lent, buffer)
	}
	if !c.More() {
		u.flying--
		delete(u.leaving, t)
	}
	fd := t.fd()
	w := u.watched.at(fd)
	switch {
	case t == w.flow:
		u.flowed(fd, w, c, data)
	case t == w.poll:
		u.ready(fd, w, c)
	case t.purpose() == accepting && c.Res >= 0: // nothing waits for it any more
		u.calls.Close(int(c.Res))
	}
}

// flowed makes an event of what accept or recv has brought. When the request is over, a new
// one is due.
func (u *uring) flowed(fd int, w *asked, c sockets.Completion, data []byte) {
	n := int(c.Res)
	errno := unix.Errno(-n)
	noBuffer := errno == unix.ENOBUFS && w.kind == stream // of accept it would be the kernel's memory
	if !c.More() {
		w.flow, w.stopping = 0, false
		if noBuffer {
			u.deny(fd, w)
		}
		u.mark(fd, w)
	}
	switch {
	case noBuffer: // a few connections have taken all buffers, up to 32 in a row
		u.scarce = scarceFor
	case n < 0 && (errno == unix.ECANCELED || errno == unix.EINTR || errno == unix.EAGAIN): // it was stopped, or is asked again
	case w.kind == listener:
		u.events = append(u.events, Event{FD: fd, Done: Accepted, N: n})
	default:
		w.ended, w.bulky = n <= 0, n >= u.size.BufferBytes/2
		u.events = append(u.events, Event{FD: fd, Done: Received, N: n, Data: data})
	}
}

// ready makes an event of poll's bits, to which the kernel adds POLLRDHUP unasked. For a
// connection that is received from, only room to send is reported: its end comes after its
// bytes, which other bits could overtake.
func (u *uring) ready(fd int, w *asked, c sockets.Completion) {
	if !c.More() {
		w.poll = 0
	}
	u.mark(fd, w)
	if c.Res < 0 {
		u.events = append(u.events, Event{FD: fd, Bits: Err})
		return
	}
	bits := Bits(c.Res) & (w.bits | Hup | Err)
	if bits == 0 {
		w.half = true
		return
	}
	w.fired = true
	if w.kind == stream && (w.in || w.flow != 0) {
		if !w.out {
			return
		}
		bits = Out
	}
	u.events = append(u.events, Event{FD: fd, Bits: bits})
}
