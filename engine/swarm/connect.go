package swarm

import (
	"net/netip"
	"slices"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// atOnce is the maximum number of connections in progress. A server's accept queue is at least as long; connections
// that do not fit into it are dropped silently. A connection counts as made when the server has answered on it.
const atOnce = 128

// portsEach is how many consecutive connections share a source address: there are 28,232 ephemeral ports, and each
// stays in TIME-WAIT for a while.
const portsEach = 20_000

// sources is how many source addresses are used in turn.
const sources = 200

// connect begins connections for waiting clients: when stopping, only for those that have something to send again.
func (s *swarm) connect() {
	if s.stopping {
		s.waiting = slices.DeleteFunc(s.waiting, func(c *client) bool { return c.again == 0 })
	}
	if len(s.waiting) == 0 || s.making >= atOnce {
		return
	}
	begun := 0
	for begun < len(s.waiting) && s.making < atOnce && (!s.paced() || s.spend()) {
		s.dial(s.waiting[begun])
		begun++
	}
	s.waiting = s.waiting[begun:]
}

// gather lets all clients talk once the last one is connected, one has failed, or half of the time is over. Before
// that, those already connected would keep the server too busy to accept the others.
func (s *swarm) gather() {
	all := s.connections >= uint64(len(s.clients)) && s.making == 0
	if !s.gathers || !all && len(s.later) == 0 && s.now < int64(s.options.For)/2 {
		return
	}
	s.gathers, s.gathered, s.early = false, s.now, s.messages
	for i := range s.clients {
		if c := &s.clients[i]; c.state == talking && c.role != idle {
			s.say(c, s.room(c))
		}
	}
}

// brief reports whether each connection carries only one message.
func (s *swarm) brief() bool { return s.options.Churn || s.protocol.kind == farewells }

// paced reports whether the rate limits connections.
func (s *swarm) paced() bool { return s.options.Rate > 0 && s.brief() }

func (s *swarm) dial(c *client) {
	var kernel sockets.Linux
	fd, err := kernel.Socket(s.address.Family, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		s.refuse(c, "socket", sockets.Errno(err))
		return
	}
	c.begin(fd, s.made, s.speech, s.now)
	s.made++
	s.making++
	for fd >= len(s.byFD) {
		s.byFD = append(s.byFD, make([]*client, fd+1)...)
	}
	s.byFD[fd] = c
	if call, errno := s.prepare(c); errno != 0 {
		s.refuse(c, call, errno)
		return
	}
	if errno := s.calls.EpollCtl(s.epoll, unix.EPOLL_CTL_ADD, fd, unix.EPOLLIN|unix.EPOLLOUT|unix.EPOLLRDHUP|unix.EPOLLET); errno != 0 {
		s.refuse(c, "epoll_ctl", errno)
		return
	}
	if errno := sockets.Errno(kernel.Connect(fd, s.address)); errno != 0 && errno != unix.EINPROGRESS {
		s.refuse(c, "connect", errno)
	}
}

// prepare sets socket options before connecting.
func (s *swarm) prepare(c *client) (call string, errno unix.Errno) {
	if c.role == slow {
		const little = 4 << 10 // so that unread answers soon pile up in the server
		if errno := s.set(c.fd, unix.SOL_SOCKET, unix.SO_RCVBUF, little); errno != 0 {
			return "setsockopt", errno
		}
	}
	if s.address.Family == unix.AF_UNIX {
		return "", 0
	}
	if errno := s.set(c.fd, unix.SOL_TCP, unix.TCP_NODELAY, 1); errno != 0 {
		return "setsockopt", errno
	}
	source := (s.made - 1) / portsEach % sources
	if source == 0 || s.address.Family != unix.AF_INET || !s.address.IP.Addr().IsLoopback() {
		return "", 0
	}
	if errno := s.set(c.fd, unix.SOL_IP, unix.IP_BIND_ADDRESS_NO_PORT, 1); errno != 0 {
		return "setsockopt", errno
	}
	from := sockets.Inet(netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, byte(1 + source)}), 0))
	return "bind", sockets.Errno(sockets.Linux{}.Bind(c.fd, from))
}

// refuse counts a failed connection attempt. The client tries again later.
func (s *swarm) refuse(c *client, call string, errno unix.Errno) {
	s.failed(call, errno)
	s.refused++
	if c.state == connecting {
		s.drop(c)
	}
	s.later = append(s.later, c)
}

// establish gets the outcome of a connect, and reports whether the client may continue.
func (s *swarm) establish(c *client, events uint32) bool {
	if events&(unix.EPOLLERR|unix.EPOLLHUP) != 0 {
		errno, err := sockets.TCP{Kernel: sockets.Linux{}, FD: c.fd}.Error()
		if err != nil {
			errno = sockets.Errno(err)
		}
		if errno == 0 {
			errno = unix.ECONNRESET // it was established, and has already ended
		}
		s.refuse(c, "connect", errno)
		return false
	}
	if events&unix.EPOLLOUT == 0 {
		return false
	}
	s.read()
	s.connects.add(s.now - c.begun)
	s.connections++
	s.connected++
	c.due = s.speech.opening(c)
	c.state = talking
	if s.protocol.kind == shakes {
		c.state = opening
	}
	if s.protocol.kind == tells || s.protocol.tolerant || s.options.Rate > 0 {
		s.unproven = append(s.unproven, c)
	}
	if s.brief() && s.options.Cut > 0 && s.random.Float64() < s.options.Cut {
		s.cutOff(c)
		s.waiting = append(s.waiting, c)
		return false
	}
	s.open(c)
	return true
}

// open makes a client send its opening or, once that is answered, its messages.
func (s *swarm) open(c *client) {
	switch {
	case c.state == opening || s.stopping && c.again == 0:
		s.pump(c)
		return
	case c.again > 0:
		s.sayAgain(c)
		return
	}
	switch s.protocol.kind {
	case listens, farewells:
		c.asked(s.now)
		c.sent = c.goal
	default:
		switch {
		case s.brief(), s.gathers, c.role == idle:
			s.say(c, 1)
		case s.options.Rate == 0:
			s.say(c, s.room(c))
		default:
			s.pump(c)
		}
	}
}

// assumeMade counts connections as made if the server has not answered on them for long.
func (s *swarm) assumeMade() {
	for i := range s.clients {
		if c := &s.clients[i]; c.fresh && c.state != connecting && s.now-c.begun > int64(unansweredFor) {
			s.proven(c)
		}
	}
}

// proven counts a connection as made, which frees its place among those in progress.
func (s *swarm) proven(c *client) {
	if c.fresh {
		c.fresh = false
		s.making--
	}
}
