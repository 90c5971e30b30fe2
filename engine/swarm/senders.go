package swarm

import (
	"context"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// senders is the loop with all its clients, each of which sends datagrams from its own socket. It belongs to one
// goroutine. Events are level-triggered: what is left is reported again.
type senders struct {
	common
	speech  gramSpeech
	clients []sender
	byFD    []*sender
	waiting []*sender // clients that need a socket
	later   []*sender // clients that failed and are resting
	settled int       // clients that know the fate of at least one datagram
	tally   Tally
	givenUp givenUp
}

// lostAfter is how long an answer to a datagram may take; after that it is lost.
const lostAfter = time.Second

// mostUnderWay is the maximum number of datagrams that all clients together may have under way.
const mostUnderWay = 1 << 20

func newSenders(shared common) *senders {
	o := shared.options
	s := &senders{common: shared, speech: shared.protocol.grams(o), clients: make([]sender, o.Clients)}
	slots := make([]slot, o.Clients*o.Pipeline)
	for i := range s.clients {
		c := &s.clients[i]
		c.number, c.fd, c.slots = i, -1, slots[i*o.Pipeline:(i+1)*o.Pipeline]
		s.waiting = append(s.waiting, c)
	}
	return s
}

// run runs a swarm until it ends.
func (s *senders) run(ctx context.Context, progress func(Report)) Report {
	s.loop(ctx, progress)
	for i := range s.clients {
		s.giveUp(&s.clients[i])
		s.close(&s.clients[i])
	}
	return s.report()
}

// report returns what has been done so far.
func (s *senders) report() Report { return s.tallied(s.common.report()) }

func (s *senders) tallied(r Report) Report {
	tally := s.tally
	r.Datagrams = &tally
	return r
}

// loop runs until the time is over or ctx is done, and the last answers have arrived.
func (s *senders) loop(ctx context.Context, progress func(Report)) {
	for {
		s.read()
		if s.ticks() && s.rare(ctx, progress) {
			return
		}
		s.pay(s.now)
		s.open()
		s.ask()
		n, _ := s.calls.EpollWait(s.epoll, s.events, s.untilBeat())
		for i := range max(n, 0) {
			s.event(s.byFD[s.events[i].Fd], s.events[i].Events)
		}
	}
}

// rare does what is not needed in every round, and reports whether that round was the last.
func (s *senders) rare(ctx context.Context, progress func(Report)) (done bool) {
	if s.beat(ctx) {
		s.expire()
		s.rise()
	}
	tell := func(r Report) { progress(s.tallied(r)) }
	return s.stops(ctx, tell, s.settled == len(s.clients), s.hopeless()) && (s.impatient() || !s.unanswered())
}

// hopeless reports whether every client was told that nothing receives its datagrams, and nothing came back.
func (s *senders) hopeless() bool {
	all := uint64(len(s.clients))
	if s.in > 0 || s.protocol.kind == tells && s.tally.Sent > s.tally.Refused+all {
		return false
	}
	return s.tally.Refused+s.refused >= all
}

func (s *senders) unanswered() bool {
	for i := range s.clients {
		if s.clients[i].under > 0 {
			return true
		}
	}
	return false
}

// expire gives up the datagrams that were not answered in time.
func (s *senders) expire() {
	for i := range s.clients {
		c := &s.clients[i]
		for at := 0; c.under > 0 && at < len(c.slots); at++ {
			if c.slots[at].waits && s.now-c.slots[at].sent >= int64(lostAfter) {
				s.lose(c, at)
			}
		}
		s.fill(c)
	}
}

// rise resumes the clients whose rest is over.
func (s *senders) rise() {
	ready := s.later
	s.later = nil
	for _, c := range ready {
		c.resting = false
		if c.fd < 0 {
			s.waiting = append(s.waiting, c)
			continue
		}
		s.watch(c, s.floods())
		s.fill(c)
	}
}

// open opens sockets for clients that have none, a few in each round.
func (s *senders) open() {
	if s.stopping {
		return
	}
	n := min(len(s.waiting), atOnce)
	for _, c := range s.waiting[:n] {
		if call, errno := s.dial(c); errno != 0 {
			s.failed(call, errno)
			s.refused++
			s.close(c)
			s.rest(c)
			continue
		}
		s.connected++
		s.connections++
		s.fill(c)
	}
	s.waiting = s.waiting[n:]
}

// dial opens a socket connected to the server, so that it receives from no other address.
func (s *senders) dial(c *sender) (call string, errno unix.Errno) {
	var kernel sockets.Linux
	fd, err := kernel.Socket(s.address.Family, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return "socket", sockets.Errno(err)
	}
	c.fd = fd
	if s.address.Family == unix.AF_UNIX { // it needs a name to be answered: the kernel picks one (unix(7), autobind)
		if err := kernel.Bind(fd, sockets.Addr{Family: unix.AF_UNIX}); err != nil {
			return "bind", sockets.Errno(err)
		}
	}
	if err := kernel.Connect(fd, s.address); err != nil {
		return "connect", sockets.Errno(err)
	}
	for fd >= len(s.byFD) {
		s.byFD = append(s.byFD, make([]*sender, fd+1)...)
	}
	s.byFD[fd] = c
	c.watching = s.floods()
	return "epoll_ctl", s.calls.EpollCtl(s.epoll, unix.EPOLL_CTL_ADD, fd, c.wants())
}

// floods reports whether clients send as fast as the kernel takes datagrams, which they do if nothing is answered and
// there is no rate.
func (s *senders) floods() bool { return s.protocol.kind == tells && s.rate == 0 }

func (c *sender) wants() uint32 {
	if c.watching {
		return unix.EPOLLIN | unix.EPOLLOUT
	}
	return unix.EPOLLIN
}

// watch starts or stops watching for room to send.
func (s *senders) watch(c *sender, room bool) {
	if c.watching != room {
		c.watching = room
		s.calls.EpollCtl(s.epoll, unix.EPOLL_CTL_MOD, c.fd, c.wants())
	}
}

// close closes a client's socket, if it has one.
func (s *senders) close(c *sender) {
	if c.fd < 0 {
		return
	}
	if c.fd < len(s.byFD) && s.byFD[c.fd] == c {
		s.byFD[c.fd] = nil
		s.connected--
	}
	s.calls.Close(c.fd)
	c.fd, c.blocked = -1, false
}

// rest pauses a client for a moment.
func (s *senders) rest(c *sender) {
	if !c.resting {
		c.resting = true
		s.later = append(s.later, c)
	}
}
