package swarm

import (
	"context"
	"math/rand/v2"
	"runtime"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// swarm is the loop with all its clients. One goroutine has it.
type swarm struct {
	options  Options
	protocol protocol
	speech   speech
	address  sockets.Addr
	random   *rand.Rand
	calls    sockets.Bare
	epoll    int
	clients  []client
	byFD     []*client
	buf      []byte // into which everything is received
	events   []unix.EpollEvent

	start    time.Time
	complete bool  // all have been connected at once
	gathers  bool  // not all are connected yet: each client says one message and waits for the others
	gathered int64 // when they all began
	now      int64 // nanoseconds since the start, read once a round and with every arrival
	ticked   int64
	stopping bool // no new message is asked
	stopped  int64
	next     int     // whose turn it is with a rate
	credit   float64 // messages that a rate allows now
	credited int64

	made     uint64    // connections that were begun
	making   int       // of them, those in the making
	waiting  []*client // for a connection
	later    []*client // that failed, and wait a little
	unproven []*client // connected, to a server whose answer is not to be waited for
	again    []*client // that go on in the next round
	spare    []*client // the other of the two queues

	tally
}

// Times of the loop.
const (
	tick     = 10 * time.Millisecond
	breather = 100 * time.Millisecond // between a failure and the next try, and between two reads of a slow client
	patience = time.Second            // for the last answers
	second   = time.Second
)

// turns is how often one client may receive or send before others have their turn.
const turns = 16

// wakes is how many events a wait can tell.
const wakes = 1024

// loop goes round until the time is over or ctx ends, and the last answers are there.
func (s *swarm) loop(ctx context.Context, progress func(Report)) {
	for {
		s.now = s.clock()
		s.gather()
		if s.now-s.ticked >= int64(tick) {
			s.ticked = s.now
			if s.rare(ctx, progress) {
				return
			}
		}
		s.pay()
		s.connect()
		s.ask()
		n, _ := s.calls.EpollWait(s.epoll, s.events, s.pause())
		for i := range max(n, 0) {
			s.event(s.byFD[s.events[i].Fd], s.events[i].Events)
		}
		s.goOn()
	}
}

func (s *swarm) clock() int64 { return int64(time.Since(s.start)) }

// rare does what need not be done in every round, and tells whether it was the last.
func (s *swarm) rare(ctx context.Context, progress func(Report)) (done bool) {
	runtime.Gosched() // bare calls don't let others run: signals have to be heard
	for _, c := range s.unproven {
		s.proven(c)
	}
	s.unproven = s.unproven[:0]
	if s.now-s.rested >= int64(breather) {
		s.rested = s.now
		s.waiting = append(s.waiting, s.later...)
		s.later = s.later[:0]
		s.readSlowly()
		s.believe()
	}
	if !s.stopping {
		if all := s.connected == len(s.clients); s.now-s.told >= int64(second) || all && !s.complete {
			s.complete = all || s.complete
			progress(s.progress())
		}
		hopeless := s.connections == 0 && s.refused >= uint64(len(s.clients))
		if ctx.Err() == nil && s.now < int64(s.options.For) && !hopeless {
			return false
		}
		s.stopping, s.stopped = true, s.now
	}
	return s.now-s.stopped >= int64(patience) || !s.unfinished()
}

func (s *swarm) unfinished() bool {
	for i := range s.clients {
		if s.clients[i].unfinished() {
			return true
		}
	}
	return false
}

// pause is how long the loop may sleep.
func (s *swarm) pause() time.Duration {
	if len(s.again) > 0 {
		return 0
	}
	pause := max(tick-time.Duration(s.now-s.ticked), 0)
	if s.options.Rate > 0 && !s.stopping && s.credit < 1 {
		pause = min(pause, time.Duration((1-s.credit)/s.options.Rate*float64(second)))
	}
	return pause
}

// event does what one event asks for. The kernel tells each change once.
func (s *swarm) event(c *client, events uint32) {
	switch {
	case c.state == waiting: // closed in this round
		return
	case c.state == connecting:
		if !s.establish(c, events) {
			return
		}
	case c.sent < c.goal || len(c.hello) > 0:
		s.pump(c)
	}
	if events&^unix.EPOLLOUT != 0 && s.reads(c) {
		s.drain(c, events&^(unix.EPOLLOUT|unix.EPOLLIN) != 0)
	}
}

// reads tells whether a client takes what arrives, as soon as it does.
func (s *swarm) reads(c *client) bool {
	switch c.state {
	case waiting, connecting:
		return false
	case holding: // of what comes without an end, it has had enough
		return s.protocol.kind != listens
	}
	return c.role != slow
}

// queue has a client go on in the next round, when the others have had their turn.
func (s *swarm) queue(c *client) {
	if !c.queued {
		c.queued = true
		s.again = append(s.again, c)
	}
}

// goOn lets those go on who stopped before the kernel had no more for them.
func (s *swarm) goOn() {
	if len(s.again) == 0 {
		return
	}
	s.again, s.spare = s.spare[:0], s.again
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
