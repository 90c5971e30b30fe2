package sockets

import (
	"encoding/binary"
	"errors"

	"golang.org/x/sys/unix"
)

// TCP is one TCP descriptor with the calls a server is built from, as a program
// that wraps the system calls itself would name them. Nothing waits and
// nothing is retried: each method is one call, but for [ListenTCP], [DialTCP]
// and [TCP.CloseDown], which say what they are made of.
type TCP struct {
	Kernel Kernel
	FD     int
}

// CreateTCP makes a TCP socket of a domain, with SOCK_ flags: one call.
func CreateTCP(k Kernel, domain, flags int) (TCP, error) {
	fd, err := k.Socket(domain, unix.SOCK_STREAM|flags, 0)
	return TCP{k, fd}, err
}

// ListenTCP makes a listener: socket, SO_REUSEADDR on, bind, listen. The socket
// is returned even with an error, as far as it got; close it.
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

// DialTCP begins a connection without waiting for it: socket with SOCK_NONBLOCK,
// connect. EINPROGRESS is the expected answer: poll for POLLOUT, then read SO_ERROR.
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

// Pending is how many bytes wait to be received (FIONREAD, tcp(7)).
func (s TCP) Pending() (int, error) { return s.Kernel.IoctlGet(s.FD, unix.TIOCINQ) }

// Error reads and clears SO_ERROR: how a connection attempt ended, 0 on success.
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

// Accept takes a connection from the accept queue; EAGAIN when there is none.
func (s TCP) Accept(flags int) (TCP, error) {
	fd, err := s.Kernel.Accept4(s.FD, flags)
	return TCP{s.Kernel, fd}, err
}

// Send hands bytes to the kernel: perhaps fewer than given, perhaps EAGAIN.
func (s TCP) Send(p []byte) (int, error) { return s.Kernel.Send(s.FD, p, unix.MSG_NOSIGNAL) }

// Recv takes bytes that have arrived: 0 means the end of the stream, EAGAIN none yet.
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
