package swarm

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// drop closes a client's connection.
func (s *swarm) drop(c *client) {
	s.calls.Close(c.fd)
	if c.state != connecting {
		s.connected--
	}
	s.proven(c)
	c.state, c.queued = waiting, false
}

// finish ends a connection that has exchanged its message.
func (s *swarm) finish(c *client) {
	s.drop(c)
	s.waiting = append(s.waiting, c)
}

// part ends a connection that the server ends according to the protocol. Unanswered requests are sent again on the next
// one (RFC 9112, section 9.3.2): with a rate, exactly as many; otherwise they are among the next messages anyway.
func (s *swarm) part(c *client) {
	if s.options.Rate > 0 && !s.brief() && c.role == busy {
		c.again += c.under
	}
	s.drop(c)
	if c.role == idle { // it is not urgent
		s.later = append(s.later, c)
		return
	}
	s.waiting = append(s.waiting, c)
}

// lose drops a connection that ended before the client wanted it to.
func (s *swarm) lose(c *client) {
	s.miss(c)
	c.again = 0
	s.drop(c)
	s.later = append(s.later, c)
}

// miss counts the messages of a connection that will not be answered.
func (s *swarm) miss(c *client) {
	if c.role != slow && s.protocol.kind != tells {
		s.lost += uint64(c.under)
	}
}

// fail ends a connection on which a call has failed.
func (s *swarm) fail(c *client, call string, errno unix.Errno) {
	if s.protocol.tolerant {
		s.ended++
	} else {
		s.failed(call, errno)
	}
	s.lose(c)
}

// mismatch ends a connection on which wrong bytes were received.
func (s *swarm) mismatch(c *client, m *Mismatch) {
	s.mismatches++
	if s.first == nil {
		s.first = m
	}
	s.lose(c)
}

// cutOff ends a connection as no client should: in the middle of a message, with FIN or RST, or with an RST while
// waiting for the answer.
func (s *swarm) cutOff(c *client) {
	reset := s.random.IntN(3) > 0
	if k := s.protocol.kind; k != listens && k != farewells && c.state != opening && c.sent == c.goal {
		c.goal += c.length
		p := s.speech.say(c)
		if reset && s.random.IntN(2) > 0 {
			s.calls.Send(c.fd, p)
		} else {
			s.calls.Send(c.fd, p[:(len(p)+1)/2])
		}
	}
	if reset {
		// SO_LINGER with a timeout of 0 makes close(2) send an RST (socket(7)).
		var linger [8]byte
		binary.NativeEndian.PutUint32(linger[:], 1)
		s.calls.Setsockopt(c.fd, unix.SOL_SOCKET, unix.SO_LINGER, linger[:])
	}
	s.cut++
	s.drop(c)
}

// closeAll ends all remaining connections: cleanly, except those that are to be cut. Messages still to be sent again
// are lost.
func (s *swarm) closeAll() {
	for i := range s.clients {
		c := &s.clients[i]
		s.lost += uint64(c.again)
		switch {
		case c.state == waiting:
		case c.state == connecting:
			s.drop(c)
		default:
			s.miss(c)
			if s.random.Float64() < s.options.Cut {
				s.cutOff(c)
			} else {
				s.drop(c)
			}
		}
	}
}
