package readiness

import (
	"golang.org/x/sys/unix"
)

// outgoing holds sends that the kernel makes as soon as it is entered, without waiting for room. A successful send is
// not reported: its bytes are not needed after that call.
type outgoing struct {
	bytes  []byte // of all sends, one after another
	sends  []span // the bytes of each send
	failed []Event
}

type span struct{ start, end int }

// sendRoom is how many bytes can be queued.
const sendRoom = 64 << 10

var _ Sender = (*uring)(nil)

// Send queues a send if the kernel supports it. It leaves room for completions: one that does not fit is not seen at
// once, so that a failed send would be taken for a successful one.
func (u *uring) Send(fd int, p []byte) bool {
	o := &u.out
	start, end := len(o.bytes), len(o.bytes)+len(p)
	if end > cap(o.bytes) || u.ring.Room() <= most || u.ring.Completed()+u.size.Requests > u.size.Completions {
		return false
	}
	o.bytes = append(o.bytes, p...)
	u.ring.Send(fd, o.bytes[start:], uint64(newTicket(sending, uint32(len(o.sends)), fd)))
	o.sends = append(o.sends, span{start, end})
	return true
}

// Flush enters the kernel. Sends that the kernel does not take are undone, as if there were no room.
func (u *uring) Flush() []Event {
	if u.ring.Queued() > 0 {
		u.submit()
	}
	u.ring.Withdraw(func(data uint64) bool {
		t := ticket(data)
		if t.purpose() == sending {
			u.notSent(t, -int(unix.EAGAIN))
		}
		return t.purpose() == sending
	})
	failed := u.out.failed
	u.out = outgoing{u.out.bytes[:0], u.out.sends[:0], failed[:0]}
	return failed
}

// notSent records that a send has not sent everything. n is what send(2) would have returned, or a negated errno.
func (u *uring) notSent(t ticket, n int) {
	s := u.out.sends[t.serial()]
	u.out.failed = append(u.out.failed, Event{FD: t.fd(), Done: Sent, N: n, Data: u.out.bytes[s.start:s.end]})
}
