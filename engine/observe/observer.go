package observe

import (
	"cmp"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Observer observes the sockets of a session. It is not safe for concurrent use.
type Observer struct {
	looker     sockets.Looker
	privileges Privileges
	info       sockets.QuietOption // TCP_INFO
	listening  sockets.QuietOption // SO_ACCEPTCONN
	device     sockets.QuietOption // SO_BINDTOIFINDEX
	cookie     sockets.QuietOption // SO_COOKIE
	multipath  sockets.QuietOption // MPTCP_INFO
	newSocket  NewSocket
	fdinfo     Fdinfo // nil: nothing is read
	fresh      map[kind]fresh
	born       map[kind]map[*sockopts.Option]string // the values of the first socket of a kind when it was made
	settings   uint64                               // how often steps have written a kernel setting
	versions   uint64                               // of the readings handed out
}

// NewSocket makes a socket whose option values are read once, as those of a new socket. discard closes it.
type NewSocket func(domain, typ, protocol int) (fd int, discard func(), err error)

// New returns an Observer for the sockets of a process with those privileges.
func New(l sockets.Looker, p Privileges, s NewSocket) *Observer {
	return &Observer{looker: l, privileges: p, newSocket: s, fresh: map[kind]fresh{}, born: map[kind]map[*sockopts.Option]string{},
		info: quiet(unix.SOL_TCP, unix.TCP_INFO), listening: quiet(unix.SOL_SOCKET, unix.SO_ACCEPTCONN),
		device: quiet(unix.SOL_SOCKET, unix.SO_BINDTOIFINDEX), cookie: quiet(unix.SOL_SOCKET, unix.SO_COOKIE),
		multipath: quiet(unix.SOL_MPTCP, mptcpInfo)}
}

// mptcpInfo is MPTCP_INFO, include/uapi/linux/mptcp.h.
const mptcpInfo = 1

// quiet returns an option of the catalogue.
func quiet(level, number int) sockets.QuietOption {
	o, ok := sockopts.Getting(level, number)
	if !ok {
		return sockopts.Quiet{}
	}
	q, _ := o.Quiet()
	return q
}

// Close closes the observer's descriptors.
func (o *Observer) Close() { o.looker.Close() }

// Observe finds out the condition of a socket, and records it in s. For a closed socket, that is the state of the
// connection, which TCP may still have.
func (o *Observer) Observe(s *Subject) {
	c := status.Condition{State: status.StateUnconnected, Ready: "none"}
	if !s.Open {
		c.State, c.Local, c.Peer = o.afterlife(s), s.Local, step.FormatAddr(s.Connection.Peer)
		s.Condition = c
		return
	}
	if flags, err := o.looker.DescriptorFlags(s.FD); err == nil {
		c.Cloexec = flags&unix.FD_CLOEXEC != 0
	}
	if flags, err := o.looker.StatusFlags(s.FD); err == nil {
		c.Nonblock = flags&unix.O_NONBLOCK != 0
	}
	c.Ready = o.Ready(s.FD)
	if s.Plain() != "" {
		c.State = ""
		o.observePlain(s, &c)
		s.Condition = c
		return
	}
	s.Ends.Local, _ = o.looker.Getsockname(s.FD)
	s.Ends.Peer, _ = o.looker.Getpeername(s.FD)
	if s.Ends.Peer.Nobody() {
		s.Ends.Peer = sockets.Addr{}
	}
	c.Local, c.Peer = step.FormatAddr(s.Ends.Local), step.FormatAddr(s.Ends.Peer)
	if !s.Ends.Peer.IsZero() {
		c.State = status.StateEstablished
	}
	if s.Made().Unix() {
		o.observeUnix(s)
	}
	if s.TCP() {
		o.observeTCP(s, &c)
	} else if o.accepting(s.FD) {
		c.State = status.StateListen
		if queue, backlog, ok := o.looker.UnixQueue(s.FD); ok {
			c.Queue, c.Backlog = &queue, &backlog
		}
	}
	if c.State != status.StateListen {
		c.Pending = orNil(o.looker.Pending(s.FD))
		c.Unsent = orNil(o.looker.Unsent(s.FD))
		c.Notsent = orNil(o.looker.Notsent(s.FD))
	}
	s.Condition = c
}

// observeUnix finds out which socket is at the other end.
func (o *Observer) observeUnix(s *Subject) {
	_ = o.Inode(s)
	if s.Ends.Peer.IsZero() {
		s.PeerInode = 0
	} else if inode, ok := o.looker.UnixPeer(s.FD); ok && inode != 0 { // a closed peer has no inode, and was seen before
		s.PeerInode = inode
	}
}

// observeTCP reads the state from TCP_INFO. For a listener, that also holds the accept queue and its limit, in fields
// that mean something else for a connection (net/ipv4/tcp.c, tcp_get_info).
func (o *Observer) observeTCP(s *Subject, c *status.Condition) {
	info, err := o.Info(s.FD)
	s.info = info
	if err != nil {
		return
	}
	state, _ := info.Number("state")
	c.State = stateOf(int(state))
	if c.State != status.StateClosed {
		s.History.Used()
	}
	switch {
	case c.State == status.StateListen:
		c.Queue, c.Backlog = field(info, "unacked"), field(info, "sacked")
	case c.State == status.StateClosed:
		c.State = o.afterlife(s) // TIME-WAIT is separate from the socket, open or not
	case !s.Ends.Peer.IsZero():
		s.Connection = o.connection(s)
		if number, ok := o.looker.MPTCPState(s.Connection.Token); ok { // TCP_INFO is that of a subflow
			c.State = stateOf(number)
		}
	}
}

func field(info sockopts.Info, name string) *int {
	value, ok := info.Number(name)
	if !ok {
		return nil
	}
	n := int(value)
	return &n
}

// orNil returns the number that was read; nil if this kind of socket has none.
func orNil(n int, err error) *int {
	if err != nil {
		return nil
	}
	return &n
}

// accepting reports whether a socket listens.
func (o *Observer) accepting(fd int) bool {
	on, err := o.looker.Number(fd, o.listening)
	return err == nil && on != 0
}

// Ready returns what poll reports for a descriptor now, joined with |.
func (o *Observer) Ready(fd int) string {
	bits, err := o.looker.Ready(fd)
	switch {
	case err != nil:
		return "" // if the limit on descriptors is below 1, poll takes none at all
	case bits == 0:
		return "none"
	}
	return sockets.PollEvents.Short(bits)
}

// stateOf returns the state with a number in the kernel; states that TCP does not have are CLOSED.
func stateOf(number int) status.State { return cmp.Or(status.StateOf(number), status.StateClosed) }
