package loop

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Accept4 is accept4(2).
func (c *caller) Accept4(fd, flags int) (int, unix.Errno) {
	if c.free(fd) {
		conn, errno := c.bare.Accept4(fd, flags)
		return conn, c.did(callAccept4, errno)
	}
	if !c.pass(fd, "accept4(%s)", c.name(fd)) {
		return -1, unix.ECANCELED
	}
	conn, err := c.traced.Accept4(fd, flags)
	return conn, c.traceDid(callAccept4, err)
}

// Recv is recvfrom(2) without an address.
func (c *caller) Recv(fd int, p []byte) (int, unix.Errno) {
	if c.free(fd) {
		n, errno := c.bare.Recv(fd, p)
		return n, c.did(callRecv, errno)
	}
	if !c.pass(fd, "recvfrom(%s, %d)", c.name(fd), len(p)) {
		return -1, unix.ECANCELED
	}
	n, err := c.traced.Recv(fd, p, sockets.RecvFlags)
	return n, c.traceDid(callRecv, err)
}

// Send is sendto(2) without an address.
func (c *caller) Send(fd int, p []byte) (int, unix.Errno) {
	if c.free(fd) {
		n, errno := c.bare.Send(fd, p)
		return n, c.did(callSend, errno)
	}
	if !c.pass(fd, "sendto(%s, %s, %d)", c.name(fd), some(p), len(p)) {
		return -1, unix.ECANCELED
	}
	n, err := c.traced.Send(fd, p, sockets.SendFlags)
	return n, c.traceDid(callSend, err)
}

// Recvfrom is recvfrom(2).
func (c *caller) Recvfrom(fd int, p []byte, flags int, from *sockets.RawAddr) (int, unix.Errno) {
	if c.free(fd) {
		n, errno := c.bare.Recvfrom(fd, p, flags, from)
		return n, c.did(callRecvfrom, errno)
	}
	if !c.pass(fd, "recvfrom(%s, %d)", c.name(fd), len(p)) {
		return -1, unix.ECANCELED
	}
	n, addr, err := c.traced.Recvfrom(fd, p, flags)
	from.Size = uint32(copy(from.Bytes[:], addr.Raw()))
	return n, c.traceDid(callRecvfrom, err)
}

// Sendto is sendto(2).
func (c *caller) Sendto(fd int, p []byte, flags int, to *sockets.RawAddr) (int, unix.Errno) {
	if c.free(fd) {
		n, errno := c.bare.Sendto(fd, p, flags, to)
		return n, c.did(callSendto, errno)
	}
	if !c.pass(fd, "sendto(%s, %s, %d, %s)", c.name(fd), some(p), len(p), to.Addr()) {
		return -1, unix.ECANCELED
	}
	n, err := c.traced.Sendto(fd, p, flags, to.Addr())
	return n, c.traceDid(callSendto, err)
}

// Recvmsg is recvmsg(2). Its flags must include MSG_DONTWAIT, as must those of Sendmsg.
func (c *caller) Recvmsg(fd int, m *sockets.Message, flags int) (int, unix.Errno) {
	if c.free(fd) {
		n, err := c.traced.Kernel.Recvmsg(fd, m, flags)
		return n, c.traceDid(callRecvmsg, err)
	}
	if !c.pass(fd, "recvmsg(%s, %d)", c.name(fd), len(m.Parts[0])) {
		return -1, unix.ECANCELED
	}
	n, err := c.traced.Recvmsg(fd, m, flags)
	return n, c.traceDid(callRecvmsg, err)
}

// Sendmsg is sendmsg(2).
func (c *caller) Sendmsg(fd int, m *sockets.Message, flags int) (int, unix.Errno) {
	if c.free(fd) {
		n, err := c.traced.Kernel.Sendmsg(fd, m, flags)
		return n, c.traceDid(callSendmsg, err)
	}
	if !c.pass(fd, "sendmsg(%s, %s, %d, %s)", c.name(fd), some(m.Parts[0]), len(m.Parts[0]), m.Addr) {
		return -1, unix.ECANCELED
	}
	n, err := c.traced.Sendmsg(fd, m, flags)
	return n, c.traceDid(callSendmsg, err)
}

// Setsockopt is setsockopt(2).
func (c *caller) Setsockopt(fd, level, option int, value []byte) unix.Errno {
	if c.free(fd) {
		return c.did(callSetsockopt, c.bare.Setsockopt(fd, level, option, value))
	}
	if !c.pass(fd, "setsockopt(%s, %d, %d)", c.name(fd), level, option) {
		return unix.ECANCELED
	}
	return c.traceDid(callSetsockopt, c.traced.Setsockopt(fd, level, option, value))
}

// Shutdown is shutdown(2).
func (c *caller) Shutdown(fd, how int) unix.Errno {
	if c.free(fd) {
		return c.did(callShutdown, c.bare.Shutdown(fd, how))
	}
	if !c.pass(fd, "shutdown(%s, %s)", c.name(fd), sockets.Hows.Format(how)) {
		return unix.ECANCELED
	}
	return c.traceDid(callShutdown, c.traced.Shutdown(fd, how))
}

// Close is close(2).
func (c *caller) Close(fd int) unix.Errno {
	if c.free(fd) {
		return c.did(callClose, c.bare.Close(fd))
	}
	if !c.pass(fd, "close(%s)", c.name(fd)) {
		return unix.ECANCELED
	}
	return c.traceDid(callClose, c.traced.Close(fd))
}
