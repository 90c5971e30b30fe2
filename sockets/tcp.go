package sockets

import (
	"encoding/binary"
	"errors"

	"golang.org/x/sys/unix"
)

// TCP is a TCP descriptor with the calls that a server is built from, named as in a program's own wrapper of the system
// calls. Nothing waits or is retried: each method is one call, except [ListenTCP], [DialTCP] and [TCP.CloseDown], which
// say what they consist of.
type TCP struct {
	Kernel Kernel
	FD     int
}

// CreateTCP makes a TCP socket of a domain, with SOCK_ flags: one call.
func CreateTCP(k Kernel, domain, flags int) (TCP, error) {
	fd, err := k.Socket(domain, unix.SOCK_STREAM|flags, 0)
	return TCP{k, fd}, err
}

// ListenTCP makes a listener: socket, SO_REUSEADDR on, bind, listen. The socket is returned even with an error, as far
// as it got; the caller must close it.
func ListenTCP(k Kernel, addr Addr, flags, backlog int) (TCP, error) {
	s, err := CreateTCP(k, addr.Family, flags)
	if err != nil {
		return s, err
	}
	if err := s.SetReuseAddr(true); err != nil {
		return s, err
	}
	if err := s.Bind(addr); err != nil {
		return s, err
	}
	return s, s.Listen(backlog)
}

// DialTCP begins a connection without waiting for it: socket with SOCK_NONBLOCK, connect. EINPROGRESS is the expected
// result: poll for POLLOUT, then read SO_ERROR.
func DialTCP(k Kernel, addr Addr) (TCP, error) {
	s, err := CreateTCP(k, addr.Family, unix.SOCK_NONBLOCK)
	if err != nil {
		return s, err
	}
	return s, s.Connect(addr)
}

// SetOption sets an option whose value is an int.
func (s TCP) SetOption(level, option, value int) error {
	return s.Kernel.Setsockopt(s.FD, level, option, binary.NativeEndian.AppendUint32(nil, uint32(value)))
}

// SetReuseAddr sets SO_REUSEADDR (socket(7)).
func (s TCP) SetReuseAddr(on bool) error {
	return s.SetOption(unix.SOL_SOCKET, unix.SO_REUSEADDR, truth(on))
}

// SetNonblock sets O_NONBLOCK with FIONBIO, which changes no other flag.
func (s TCP) SetNonblock(on bool) error {
	_, err := s.Kernel.Ioctl(s.FD, Fionbio, intBytes(truth(on)))
	return err
}

// Pending returns how many bytes are waiting to be received (FIONREAD, tcp(7)).
func (s TCP) Pending() (int, error) { return s.Kernel.IoctlGet(s.FD, unix.TIOCINQ) }

// Error reads and clears SO_ERROR: the outcome of a connection attempt, 0 on success.
func (s TCP) Error() (unix.Errno, error) {
	value := make([]byte, 4)
	_, err := s.Kernel.Getsockopt(s.FD, unix.SOL_SOCKET, unix.SO_ERROR, value)
	return unix.Errno(binary.NativeEndian.Uint32(value)), err
}

// Bind gives the socket its local address.
func (s TCP) Bind(addr Addr) error { return s.Kernel.Bind(s.FD, addr) }

// Listen makes the socket a listener.
func (s TCP) Listen(backlog int) error { return s.Kernel.Listen(s.FD, backlog) }

// Connect begins a connection.
func (s TCP) Connect(addr Addr) error { return s.Kernel.Connect(s.FD, addr) }

// Accept takes a connection from the accept queue; EAGAIN if there is none.
func (s TCP) Accept(flags int) (TCP, error) {
	fd, err := s.Kernel.Accept4(s.FD, flags)
	return TCP{s.Kernel, fd}, err
}

// Send passes bytes to the kernel, which may take fewer than given, or return EAGAIN.
func (s TCP) Send(p []byte) (int, error) { return s.Kernel.Send(s.FD, p, unix.MSG_NOSIGNAL) }

// Recv receives bytes that have arrived: 0 means the end of the stream, EAGAIN none yet.
func (s TCP) Recv(p []byte) (int, error) { return s.Kernel.Recv(s.FD, p, 0) }

// Close closes the descriptor.
func (s TCP) Close() error { return s.Kernel.Close(s.FD) }

// CloseDown shuts down both directions, then closes. It closes even if the
// peer is already gone (ENOTCONN).
func (s TCP) CloseDown() error {
	if err := s.Kernel.Shutdown(s.FD, unix.SHUT_RDWR); err != nil && !errors.Is(err, unix.ENOTCONN) {
		return errors.Join(err, s.Close())
	}
	return s.Close()
}

func truth(on bool) int {
	if on {
		return 1
	}
	return 0
}
