package swarm

import "golang.org/x/sys/unix"

// ask makes clients send what the rate allows, in turn.
func (s *senders) ask() {
	if s.rate == 0 || s.stopping {
		return
	}
	for range s.clients {
		if s.credit < 1 {
			return
		}
		c := &s.clients[s.turn(len(s.clients))]
		if at := c.free(); at >= 0 && c.sends() && s.say(c, at) {
			s.credit--
		}
	}
}

// sends reports whether a client may send now.
func (c *sender) sends() bool { return c.fd >= 0 && !c.resting && !c.blocked }

// fill makes a client send as much as it may have under way, if there is no rate.
func (s *senders) fill(c *sender) {
	if s.rate > 0 || s.stopping {
		return
	}
	for range max(turns, len(c.slots)) {
		at := c.free()
		if at < 0 || !c.sends() || !s.say(c, at) {
			return
		}
	}
}

// say sends the next datagram of a client from a slot, and reports whether the kernel took it.
func (s *senders) say(c *sender, at int) bool {
	p := s.speech.write(c.number, at, c.next)
	n, errno := s.calls.Send(c.fd, p)
	switch errno {
	case 0:
	case unix.EINTR:
		return false
	case unix.EAGAIN:
		c.blocked = true
		s.watch(c, true)
		return false
	default:
		s.broke(c, "sendto", errno)
		return false
	}
	s.out += uint64(n)
	s.tally.Sent++
	number := c.next
	c.next++
	if s.protocol.kind == tells {
		s.messages++
		s.settle(c)
		return true
	}
	c.slots[at] = slot{number: number, sent: s.now, waits: true}
	c.under++
	return true
}

// event handles one event of a client, which may have been closed in this round.
func (s *senders) event(c *sender, events uint32) {
	if c == nil {
		return
	}
	if events&^unix.EPOLLOUT != 0 {
		s.drain(c)
	}
	if c.fd < 0 || events&unix.EPOLLOUT == 0 {
		return
	}
	c.blocked = false
	if !s.floods() || s.stopping || c.resting {
		s.watch(c, false)
	}
	s.fill(c)
}

// drain receives what has arrived for a client, a limited number at a time.
func (s *senders) drain(c *sender) {
	for range turns {
		n, errno := s.calls.Recv(c.fd, s.buf)
		switch {
		case errno == unix.EAGAIN:
			return
		case errno == unix.EINTR:
			continue
		case errno != 0:
			s.broke(c, "recvfrom", errno)
			return
		}
		s.hear(c, s.buf[:n])
		if c.under == 0 {
			return
		}
	}
}

// hear checks an answer, and sends the next datagram from its slot.
func (s *senders) hear(c *sender, p []byte) {
	s.in += uint64(len(p))
	at, number, bad := s.speech.read(c, p)
	c.heard += uint64(len(p))
	if bad != nil {
		s.mismatches++
		if s.first == nil {
			s.first = bad
		}
		return
	}
	if at == anySlot {
		if at = c.oldest(); at < 0 {
			s.tally.Duplicates++
			return
		}
		number = c.slots[at].number
	}
	if waits := &c.slots[at]; !waits.waits || waits.number != number {
		s.unexpected(gram{c.number, number})
		return
	}
	s.read()
	s.latency.add(s.now - c.slots[at].sent)
	s.messages++
	if number < c.latest {
		s.tally.Reordered++
	}
	c.latest = max(c.latest, number+1)
	s.release(c, at)
	s.fill(c)
}

// unexpected counts an answer to a datagram that is no longer under way.
func (s *senders) unexpected(to gram) {
	if s.givenUp.take(to) {
		s.tally.Late++
	} else {
		s.tally.Duplicates++
	}
}

// release frees a slot.
func (s *senders) release(c *sender, at int) {
	c.slots[at].waits = false
	c.under--
	s.settle(c)
}

// settle records that a client knows the fate of at least one datagram.
func (s *senders) settle(c *sender) {
	if !c.settled {
		c.settled = true
		s.settled++
	}
}

// lose gives up the datagram of a slot.
func (s *senders) lose(c *sender, at int) {
	s.lost++
	s.givenUp.add(gram{c.number, c.slots[at].number})
	s.release(c, at)
}

// giveUp gives up all datagrams that a client has under way.
func (s *senders) giveUp(c *sender) {
	for at := range c.slots {
		if c.slots[at].waits {
			s.lose(c, at)
		}
	}
}

// broke handles a failed call. ECONNREFUSED means that a datagram was not received, because of an ICMP message from the
// server's host or a Unix socket that is gone. It does not say which datagram, so all those under way are given up. The
// client rests; unless ICMP refused it, it then continues with another socket.
func (s *senders) broke(c *sender, call string, errno unix.Errno) {
	refused := errno == unix.ECONNREFUSED
	if refused {
		s.tally.Refused++
	} else {
		s.failed(call, errno)
	}
	s.giveUp(c)
	s.settle(c)
	if !refused || s.address.Family == unix.AF_UNIX {
		s.close(c)
	}
	s.rest(c)
}
