package engine

import (
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// infoRoom is what TCP_INFO is given: more than any kernel so far fills in.
const infoRoom = 512

// watched are the events every look asks poll for; err and hup come unasked.
const watched = unix.POLLIN | unix.POLLOUT | unix.POLLPRI | unix.POLLRDHUP

// look tells how a socket is now. It makes only calls that change nothing: no
// SO_ERROR, no error queue, no peeking, nothing set (see the rules of the trace).
func (e *Engine) look(s *entry) Condition {
	c := Condition{State: step.StateUnconnected, Ready: "none"}
	if !s.Open {
		c.State, c.Local, c.Peer = e.afterlife(s), s.Local, step.FormatAddr(s.ends.peer)
		return c
	}
	k := e.kernel
	if flags, err := k.Fcntl(s.FD, unix.F_GETFD, 0); err == nil {
		c.Cloexec = flags&unix.FD_CLOEXEC != 0
	}
	if flags, err := k.Fcntl(s.FD, unix.F_GETFL, 0); err == nil {
		c.Nonblock = flags&unix.O_NONBLOCK != 0
	}
	c.Ready = readyBits(k, s.FD)
	if s.Kind == kindEpoll {
		c.State = ""
		return c
	}
	s.local, _ = k.Getsockname(s.FD)
	s.peer, _ = k.Getpeername(s.FD)
	c.Local, c.Peer = step.FormatAddr(s.local), step.FormatAddr(s.peer)
	if !s.peer.IsZero() {
		c.State = step.StateEstablished
	}
	if step.IsTCP(s.Domain, s.Type, s.Protocol) {
		e.lookTCP(s, &c)
	} else if accepting(k, s.FD) {
		c.State = step.StateListen
		if queue, backlog, ok := e.diag.UnixQueue(s.FD); ok {
			c.Queue, c.Backlog = &queue, &backlog
		}
	}
	if c.State != step.StateListen {
		c.Pending = ask(k, s.FD, unix.TIOCINQ)
		c.Unsent = ask(k, s.FD, unix.SIOCOUTQ)
		c.Notsent = ask(k, s.FD, unix.SIOCOUTQNSD)
	}
	return c
}

// lookTCP reads the state from TCP_INFO. Of a listener that also tells the accept
// queue and its limit, in fields that mean something else on a connection
// (net/ipv4/tcp.c, tcp_get_info).
func (e *Engine) lookTCP(s *entry, c *Condition) {
	raw := make([]byte, infoRoom)
	n, err := e.kernel.Getsockopt(s.FD, unix.SOL_TCP, unix.TCP_INFO, raw)
	if err != nil {
		return
	}
	info := sockopts.DecodeInfo(raw[:n])
	state, _ := info.Number("state")
	c.State = step.StateName(int(state))
	switch {
	case c.State == step.StateListen:
		c.Queue, c.Backlog = field(info, "unacked"), field(info, "sacked")
	case c.State == step.StateClosed:
		c.State = e.afterlife(s) // TIME-WAIT is kept apart from the socket, open or not
	case !s.peer.IsZero():
		s.ends = ends{s.local, s.peer}
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

// ask makes a request of ioctl; nil where this kind of socket has no answer.
func ask(k sockets.Kernel, fd int, request uint) *int {
	n, err := k.IoctlGet(fd, request)
	if err != nil {
		return nil
	}
	return &n
}

func accepting(k sockets.Kernel, fd int) bool {
	value := make([]byte, 4)
	_, err := k.Getsockopt(fd, unix.SOL_SOCKET, unix.SO_ACCEPTCONN, value)
	return err == nil && value[0]|value[1]|value[2]|value[3] != 0
}

// readyBits is what poll says of a descriptor now, joined with |.
func readyBits(k sockets.Kernel, fd int) string {
	fds := []unix.PollFd{{Fd: int32(fd), Events: watched}}
	if _, err := k.Poll(fds, 0); err != nil {
		return "" // with a limit on descriptors below 1, poll takes none at all
	}
	return step.FormatReady(int(uint16(fds[0].Revents)))
}

// afterlife is the state of a connection that its socket no longer has: TCP may
// still be saying goodbye (RFC 9293, section 3.6).
func (e *Engine) afterlife(s *entry) string {
	if s.ends.peer.IsZero() {
		return step.StateClosed // it never had one
	}
	number, ok := e.diag.TCPState(s.ends.local, s.ends.peer)
	if !ok {
		return step.StateClosed
	}
	return step.StateName(number)
}
