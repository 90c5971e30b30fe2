package loop

import "golang.org/x/sys/unix"

// sendAlone is the size from which a send is made by a call of its own, in bytes: its bytes would
// leave the processor's cache before many others are made.
const sendAlone = direct

// sendsAtOnce is how many sends are made by one call, at most: peers do not wait for all of an
// iteration.
const sendsAtOnce = 128

// sendsWorth is from how many ready descriptors on an iteration's sends are queued: for fewer,
// a call for each costs less than the queue.
const sendsWorth = 4

// sends are the connections whose sends the readiness is to make by one call. There are none
// between two iterations, nor when a call is gated.
type sends []*conn

// sendLater queues a send of p, if the readiness makes many by one call, and reports whether it
// did. A connection has one such send at a time: what follows one that is cut short has to wait for room.
func (c *conn) sendLater(p []byte) bool {
	l := c.loop
	if l.calls.gated || len(p) >= sendAlone || len(l.iteration.ready) < sendsWorth {
		return false
	}
	if !l.watcher.sender.Send(int(c.fd), p) {
		return false
	}
	c.flags |= sending
	c.countOut(len(p))
	if l.sends = append(l.sends, c); len(l.sends) >= sendsAtOnce {
		l.makeSends()
	}
	return true
}

// makeSends makes the queued sends, and then what had to wait for them.
func (l *Loop) makeSends() {
	if len(l.sends) > 0 {
		l.makeAll()
	}
}

func (l *Loop) makeAll() {
	for _, e := range l.watcher.sender.Flush() {
		if c := l.owners.at(e.FD).conn; c != nil {
			c.countOut(-len(e.Data)) // it was counted when it was queued
			if c.cutShort(e.Data, e.N, unix.Errno(max(-e.N, 0))) {
				c.wait(e.Data)
			}
		}
	}
	made := l.sends
	l.sends = nil
	for _, c := range made {
		c.flags &^= sending
		c.finish()
	}
	l.sends = made[:0]
}
