package swarm

import (
	"context"
	"math/rand/v2"
	"time"

	"golang.org/x/sys/unix"
)

// swarm is the loop with all its clients, each with a connection. It belongs to one goroutine.
type swarm struct {
	common
	speech  speech
	random  *rand.Rand
	clients []client
	byFD    []*client
	gathers bool // not all are connected yet: each client sends one message and waits for the others

	made     uint64    // connections begun
	making   int       // connections in progress
	waiting  []*client // for a connection
	later    []*client // clients that failed, to be retried after a breather
	unproven []*client // connected clients whose server has not answered yet
	resume   []*client // queued to be resumed in the next round
	spare    []*client // the previous such queue, to reuse its memory
}

// Intervals of the loop.
const (
	tick     = 10 * time.Millisecond
	breather = 100 * time.Millisecond // between a failure and the next try, and between two reads of a slow client
	second   = time.Second

	lastAnswers   = 3 * time.Second // how long to wait for answers at the end before they count as lost
	unansweredFor = time.Second     // after this, a connection counts as made without an answer
)

// turns is how many calls one client may make before the others have their turns.
const turns = 16

// wakes is the maximum number of events of one wait.
const wakes = 1024

// loop runs until the time is over or ctx is done, and the last answers have arrived.
func (s *swarm) loop(ctx context.Context, progress func(Report)) {
	for {
		s.read()
		s.gather()
		if s.ticks() && s.rare(ctx, progress) {
			return
		}
		s.pay(s.now)
		s.connect()
		s.ask()
		n, _ := s.calls.EpollWait(s.epoll, s.events, s.pause())
		for i := range max(n, 0) {
			s.event(s.byFD[s.events[i].Fd], s.events[i].Events)
		}
		s.resumeQueued()
	}
}

// rare does what is not needed in every round, and reports whether that round was the last.
func (s *swarm) rare(ctx context.Context, progress func(Report)) (done bool) {
	breathed := s.beat(ctx)
	for _, c := range s.unproven {
		s.proven(c)
	}
	s.unproven = s.unproven[:0]
	if breathed {
		s.waiting = append(s.waiting, s.later...)
		s.later = s.later[:0]
		s.readSlowly()
		s.assumeMade()
	}
	hopeless := s.connections == 0 && s.refused >= uint64(len(s.clients))
	return s.stops(ctx, progress, s.connected == len(s.clients), hopeless) && (s.impatient() || !s.unfinished())
}

func (s *swarm) unfinished() bool {
	for i := range s.clients {
		if s.clients[i].unfinished() {
			return true
		}
	}
	return false
}

// pause returns how long the loop may sleep.
func (s *swarm) pause() time.Duration {
	if len(s.resume) > 0 {
		return 0
	}
	return s.untilBeat()
}

// event handles one event. The kernel reports each change once.
func (s *swarm) event(c *client, events uint32) {
	switch {
	case c.state == waiting: // closed in this round
		return
	case c.state == connecting:
		if !s.establish(c, events) {
			return
		}
	case c.sent < c.goal || len(c.due) > 0:
		s.pump(c)
	}
	if events&^unix.EPOLLOUT != 0 && s.reads(c) {
		s.drain(c, events&^(unix.EPOLLOUT|unix.EPOLLIN) != 0)
	}
}

// reads reports whether a client receives as soon as data arrives.
func (s *swarm) reads(c *client) bool {
	switch c.state {
	case waiting, connecting:
		return false
	case holding: // it has seen enough of an endless stream
		return s.protocol.kind != listens
	case opening, talking:
	}
	return c.role != slow
}

// queue queues a client to be resumed in the next round, after the others have had their turns.
func (s *swarm) queue(c *client) {
	if !c.queued {
		c.queued = true
		s.resume = append(s.resume, c)
	}
}

// resumeQueued resumes the queued clients, for which the kernel had more data or room.
func (s *swarm) resumeQueued() {
	if len(s.resume) == 0 {
		return
	}
	s.resume, s.spare = s.spare[:0], s.resume
	for _, c := range s.spare {
		if !c.queued { // its connection is gone
			continue
		}
		c.queued = false
		s.pump(c)
		if s.reads(c) {
			s.drain(c, true)
		}
	}
}
