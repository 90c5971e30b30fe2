package readiness

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Wait returns the buffers of the last events to the kernel, submits the requests, and waits for completions. Some
// don't result in an event, such as that of a cancelled request: then it waits again, for the rest of the time.
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
		case errno == 0 && u.ring.Queued() == 0 && u.ring.Completed() > 0: // the last call has already brought something
		case errno == 0 && len(u.due)+len(u.denied) > 0: // bulky ones beyond their share may have input: each wait requests more of them, until none is due
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

// scarceFor is the number of waits for which long connections take one buffer at a time after buffers ran out:
// otherwise the others would find none.
const scarceFor = 1000

// take converts completions to events. The next wait takes the remaining ones, and those that did not fit into the
// ring, and then returns immediately.
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
	if t.purpose() >= sending { // failed sends were recorded by enter
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
	case t.purpose() == accepting && c.Res >= 0: // nothing is waiting for this connection any more
		u.calls.Close(int(c.Res))
	}
}

// flowed makes an event of a completed accept or recv. When the request has ended, a new one is due.
func (u *uring) flowed(fd int, w *asked, c sockets.Completion, data []byte) {
	n := int(c.Res)
	errno := unix.Errno(-n)
	noBuffer := errno == unix.ENOBUFS && w.kind == stream // for accept it would mean the kernel's memory
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
	case n < 0 && (errno == unix.ECANCELED || errno == unix.EINTR || errno == unix.EAGAIN): // it was stopped, or is requested again
	case w.kind == listener:
		u.events = append(u.events, Event{FD: fd, Done: Accepted, N: n})
	default:
		w.ended, w.bulky = n <= 0, n >= u.size.BufferBytes/2
		u.events = append(u.events, Event{FD: fd, Done: Received, N: n, Data: data})
	}
}

// ready makes an event of poll's bits, to which the kernel adds POLLRDHUP unasked. For a connection that is received
// from, only room to send is reported: its end comes after its bytes, which other bits could overtake.
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
