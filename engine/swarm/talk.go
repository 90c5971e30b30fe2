package swarm

import (
	"golang.org/x/sys/unix"
)

const sendFlags = unix.MSG_NOSIGNAL | unix.MSG_DONTWAIT

// pay adds the credit that the rate allows for the time since the last call. Credit for more
// than a tenth of a second is dropped, so that a server that stalled is not flooded afterwards.
func (s *swarm) pay() {
	if s.options.Rate == 0 {
		return
	}
	s.credit += float64(s.now-s.credited) / float64(second) * s.options.Rate
	s.credit = min(s.credit, max(1, s.options.Rate*breather.Seconds()))
	s.credited = s.now
}

// spend takes one message off the credit, and reports whether there was one.
func (s *swarm) spend() bool {
	if s.credit < 1 {
		return false
	}
	s.credit--
	return true
}

// ask makes clients send what the rate allows, each in its turn.
func (s *swarm) ask() {
	if s.options.Rate == 0 || s.brief() || s.stopping {
		return
	}
	for range s.clients {
		if s.credit < 1 {
			return
		}
		c := &s.clients[s.next]
		if s.next++; s.next == len(s.clients) {
			s.next = 0
		}
		if c.state == talking && c.role != idle && c.under < len(c.stamps) {
			s.credit--
			s.say(c, 1)
		}
	}
}

// say makes a client send messages.
func (s *swarm) say(c *client, messages int) {
	for range messages {
		c.asked(s.now)
	}
	s.pump(c)
}

// pump sends as much of what a client has to send as the kernel takes.
func (s *swarm) pump(c *client) {
	for len(c.hello) > 0 {
		n, errno := s.calls.Send(c.fd, c.hello, sendFlags)
		if errno != 0 {
			s.unsent(c, errno)
			return
		}
		c.hello = c.hello[n:]
		s.out += uint64(n)
	}
	for turn := 0; c.sent < c.goal; turn++ {
		if turn == turns {
			s.queue(c)
			return
		}
		n, errno := s.calls.Send(c.fd, s.speech.say(c), sendFlags)
		if errno != 0 {
			s.unsent(c, errno)
			return
		}
		c.sent += uint64(n)
		s.out += uint64(n)
		if s.protocol.kind == tells && c.sent == c.goal && !s.said(c) {
			return
		}
	}
}

func (s *swarm) unsent(c *client, errno unix.Errno) {
	if errno != unix.EAGAIN {
		s.fail(c, "sendto", errno)
	}
}

// said counts messages of a protocol without answers once the kernel has taken all of them,
// and reports whether the client is still connected.
func (s *swarm) said(c *client) bool {
	n := c.under
	for c.under > 0 {
		c.had()
	}
	return s.exchanged(c, n)
}

// drain receives what has arrived for a client. A receive that does not fill the buffer was
// the last, unless the kernel has reported an end: that would not be reported again.
func (s *swarm) drain(c *client, toTheEnd bool) {
	for range turns {
		n, errno := s.calls.Recv(c.fd, s.buf, unix.MSG_DONTWAIT)
		switch {
		case errno == unix.EAGAIN:
			return
		case errno != 0:
			s.fail(c, "recvfrom", errno)
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

// hear checks bytes that came, and reports whether the client is still connected.
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
	if c.state == opening && c.opened > 0 {
		c.state = talking
		s.open(c)
	}
	if answers == 0 {
		return c.state != waiting
	}
	return s.heard(c, answers)
}

// mostRest is how much of a line or a head may wait for its end.
const mostRest = 64 << 10

// heard counts answers, and reports whether the client is still connected.
func (s *swarm) heard(c *client, answers int) bool {
	s.now = s.clock()
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

// timed removes the oldest message under way, and notes how long its answer took.
func (s *swarm) timed(c *client) {
	if took := s.now - c.had(); c.role != slow {
		s.latency.add(took)
	}
}

// exchanged continues after messages that are complete, and reports whether the client is still
// connected.
func (s *swarm) exchanged(c *client, messages int) bool {
	s.messages += uint64(messages)
	switch {
	case s.brief():
		s.finish(c)
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
			s.say(c, messages)
			return c.state != waiting
		case listens, farewells: // the server continues by itself
		}
	}
	return true
}

// end deals with the server's FIN.
func (s *swarm) end(c *client) {
	if e, ok := s.speech.(ender); ok {
		if m := e.end(c, c.rest); m != nil {
			s.mismatch(c, m)
			return
		}
		s.heard(c, 1)
		return
	}
	s.ended++
	s.lose(c)
}

// readSlowly makes the slow clients receive a few bytes each.
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
		n, errno := s.calls.Recv(c.fd, s.buf[:size], unix.MSG_DONTWAIT)
		switch {
		case errno == unix.EAGAIN:
		case errno != 0:
			s.fail(c, "recvfrom", errno)
		case n == 0:
			s.end(c)
		default:
			s.hear(c, s.buf[:n])
		}
	}
}
