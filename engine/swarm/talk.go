package swarm

import (
	"golang.org/x/sys/unix"
)

// ask makes clients send what the rate allows, in turn.
func (s *swarm) ask() {
	if s.options.Rate == 0 || s.brief() || s.stopping {
		return
	}
	for range s.clients {
		if s.credit < 1 {
			return
		}
		c := &s.clients[s.turn(len(s.clients))]
		if c.state == talking && c.role != idle && s.room(c) > 0 {
			s.credit--
			s.say(c, 1)
		}
	}
}

// room returns how many more messages a client may have under way. If a server may end the connection after its first
// answer, only one is sent before that (RFC 9112, section 9.3.2).
func (s *swarm) room(c *client) int {
	if s.protocol.fleeting && c.answered == 0 {
		return 1 - c.under
	}
	return len(c.stamps) - c.under
}

// sayAgain sends again what the previous connection did not answer, as far as there is room.
func (s *swarm) sayAgain(c *client) {
	n := min(c.again, s.room(c))
	c.again -= n
	s.say(c, n)
}

// say makes a client send messages.
func (s *swarm) say(c *client, messages int) {
	for range messages {
		c.asked(s.now)
	}
	s.pump(c)
}

// pump sends as much of a client's output as the kernel takes.
func (s *swarm) pump(c *client) {
	for turn := 0; !c.broken && (c.sent < c.goal || len(c.due) > 0); turn++ {
		if turn == turns {
			s.queue(c)
			return
		}
		p, due := s.toSend(c)
		n, errno := s.calls.Send(c.fd, p)
		if errno != 0 {
			s.unsent(c, errno)
			return
		}
		s.out += uint64(n)
		if due {
			c.due = c.due[n:]
			continue
		}
		c.sent += uint64(n)
		if s.protocol.kind == tells && c.sent == c.goal && !s.said(c) {
			return
		}
	}
}

// toSend returns what a client sends next: messages, or what is due once the current message has been sent.
func (s *swarm) toSend(c *client) (p []byte, due bool) {
	begun := c.sent % c.length
	if len(c.due) > 0 && begun == 0 {
		return c.due, true
	}
	p = s.speech.say(c)
	if len(c.due) > 0 {
		p = p[:min(uint64(len(p)), c.length-begun)]
	}
	return p, false
}

// unsent handles a failed send. Whatever the server sent before that may be complete.
func (s *swarm) unsent(c *client, errno unix.Errno) {
	if errno == unix.EAGAIN {
		return
	}
	c.broken = true
	for {
		n, failed := s.calls.Recv(c.fd, s.buf)
		switch {
		case failed == 0 && n > 0:
			if !s.hear(c, s.buf[:n]) {
				return
			}
		default:
			s.broke(c, "sendto", errno)
			return
		}
	}
}

// said counts messages of a protocol without answers once the kernel has taken all of them, and reports whether the
// client is still connected.
func (s *swarm) said(c *client) bool {
	n := c.under
	for c.under > 0 {
		c.had()
	}
	return s.exchanged(c, n)
}

// drain receives what has arrived for a client. A receive that does not fill the buffer is the last one, unless the
// kernel has reported an end, which it would not report again.
func (s *swarm) drain(c *client, toTheEnd bool) {
	for range turns {
		n, errno := s.calls.Recv(c.fd, s.buf)
		switch {
		case errno == unix.EAGAIN:
			return
		case errno != 0:
			s.broke(c, "recvfrom", errno)
			return
		case n == 0:
			s.end(c)
			return
		}
		if !s.hear(c, s.buf[:n]) || !s.reads(c) {
			return
		}
		if n < len(s.buf) && !toTheEnd {
			return
		}
	}
	s.queue(c)
}

// hear checks received bytes, and reports whether the client is still connected.
func (s *swarm) hear(c *client, p []byte) bool {
	s.in += uint64(len(p))
	s.proven(c)
	if len(c.rest) > 0 {
		c.rest = append(c.rest, p...)
		p = c.rest
	}
	used, answers, bad := s.speech.hear(c, p)
	if rest := p[used:]; bad == nil && len(rest) > mostRest {
		bad = c.wrong(rest, "an end")
	}
	if bad != nil {
		s.mismatch(c, bad)
		return false
	}
	c.rest = append(c.rest[:0], p[used:]...)
	c.heard += uint64(used)
	if len(c.due) > 0 {
		if s.pump(c); c.state == waiting {
			return false
		}
	}
	if c.state == opening && c.opened > 0 {
		c.state = talking
		s.open(c)
	}
	switch {
	case answers > 0:
		return s.heard(c, answers)
	case c.over:
		s.end(c)
	}
	return c.state != waiting
}

// mostRest is how much of an incomplete line or head is kept.
const mostRest = 64 << 10

// heard counts answers, and reports whether the client is still connected.
func (s *swarm) heard(c *client, answers int) bool {
	s.read()
	c.answered += uint64(answers)
	if s.protocol.kind == listens {
		if c.under > 0 { // the wait for the first line
			s.timed(c)
		}
		return s.exchanged(c, answers)
	}
	for range answers {
		s.timed(c)
	}
	return s.exchanged(c, answers)
}

// timed removes the oldest message under way and records how long its answer took.
func (s *swarm) timed(c *client) {
	if took := s.now - c.had(); c.role != slow {
		s.latency.add(took)
	}
}

// exchanged continues after completed messages, and reports whether the client is still connected.
func (s *swarm) exchanged(c *client, messages int) bool {
	s.messages += uint64(messages)
	switch {
	case s.brief():
		s.finish(c)
		return false
	case c.over:
		s.end(c)
		return false
	case c.role == idle:
		c.state = holding
	case s.options.Rate == 0 && !s.gathers && !s.stopping:
		switch s.protocol.kind {
		case tells: // the caller continues to send
			for range messages {
				c.asked(s.now)
			}
		case asks, shakes:
			s.say(c, s.room(c))
			return c.state != waiting
		case listens, farewells: // the server continues by itself
		}
	case c.again > 0:
		s.sayAgain(c)
		return c.state != waiting
	}
	return true
}

// end handles the server's end of a connection.
func (s *swarm) end(c *client) {
	if !s.concludes(c, false) {
		s.ended++
		s.lose(c)
	}
}

// broke handles a connection on which a call has failed.
func (s *swarm) broke(c *client, call string, errno unix.Errno) {
	if !s.concludes(c, true) {
		s.fail(c, call, errno)
	}
}

// concludes handles an end that completes an answer or that the protocol allows, and reports whether it was one.
func (s *swarm) concludes(c *client, broken bool) bool {
	e, ok := s.speech.(ender)
	if !ok {
		return false
	}
	switch answers, fair, bad := e.end(c, c.rest, broken); {
	case bad != nil:
		s.mismatch(c, bad)
	case answers > 0:
		s.heard(c, answers)
	case fair:
		s.part(c)
	default:
		return false
	}
	return true
}

// readSlowly makes each slow client receive a few bytes.
func (s *swarm) readSlowly() {
	const few = 16
	for i := range s.clients {
		c := &s.clients[i]
		if c.role != slow || c.state != talking && c.state != opening {
			continue
		}
		size := few
		if c.state == opening {
			size = len(s.buf)
		}
		n, errno := s.calls.Recv(c.fd, s.buf[:size])
		switch {
		case errno == unix.EAGAIN:
		case errno != 0:
			s.broke(c, "recvfrom", errno)
		case n == 0:
			s.end(c)
		default:
			s.hear(c, s.buf[:n])
		}
	}
}
