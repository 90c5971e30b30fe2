package swarm

// pace limits how many messages a second are sent.
type pace struct {
	rate     float64 // 0 means as fast as possible
	credit   float64 // messages that the rate allows now
	credited int64
	next     int // the client whose turn it is
}

// pay adds the credit that the rate allows for the time since the last call. Credit for more
// than a tenth of a second is dropped, so that a server that stalled is not flooded afterwards.
func (p *pace) pay(now int64) {
	if p.rate == 0 {
		return
	}
	p.credit += float64(now-p.credited) / float64(second) * p.rate
	p.credit = min(p.credit, max(1, p.rate*breather.Seconds()))
	p.credited = now
}

// spend takes one message off the credit, and reports whether there was one.
func (p *pace) spend() bool {
	if p.credit < 1 {
		return false
	}
	p.credit--
	return true
}

// turn returns the client whose turn it is, and advances.
func (p *pace) turn(clients int) int {
	at := p.next
	if p.next++; p.next == clients {
		p.next = 0
	}
	return at
}
