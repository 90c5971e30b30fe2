package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// Looker looks at sockets and changes nothing: it makes those calls of a [Kernel]
// that only read. It has no method that sets, sends, receives or waits, nor one
// whose command or request is free to choose, and its Kernel is not accessible.
// So the compiler keeps whoever is given only a Looker from disturbing a socket.
type Looker struct {
	kernel Kernel
	diag   Diag
}

// NewLooker returns a Looker that makes its calls with k. It opens a descriptor of its own:
// see [OpenDiag].
func NewLooker(k Kernel) Looker { return Looker{k, OpenDiag()} }

// Close closes the descriptor of sock_diag(7).
func (l Looker) Close() { l.diag.Close() }

// QuietOption is an option that getsockopt(2) reads without changing anything:
// not SO_ERROR, which reading clears. Which options these are is known by a
// catalogue of options, not by this package.
type QuietOption interface {
	QuietRead() (level, number int)
}

// Getsockname wraps getsockname(2).
func (l Looker) Getsockname(fd int) (Addr, error) { return l.kernel.Getsockname(fd) }

// Getpeername wraps getpeername(2).
func (l Looker) Getpeername(fd int) (Addr, error) { return l.kernel.Getpeername(fd) }

// Getsockopt wraps getsockopt(2); n bytes of value were filled in.
func (l Looker) Getsockopt(fd int, o QuietOption, value []byte) (n int, err error) {
	level, number := o.QuietRead()
	return l.kernel.Getsockopt(fd, level, number, value)
}

// Number reads an option that is a number of at most 8 bytes, as getsockopt(2) does.
func (l Looker) Number(fd int, o QuietOption) (uint64, error) {
	value := make([]byte, 8)
	n, err := l.Getsockopt(fd, o, value)
	if n == 4 {
		return uint64(binary.NativeEndian.Uint32(value)), err
	}
	return binary.NativeEndian.Uint64(value), err
}

// DescriptorFlags wraps fcntl(2) with F_GETFD.
func (l Looker) DescriptorFlags(fd int) (int, error) { return l.kernel.Fcntl(fd, unix.F_GETFD, 0) }

// StatusFlags wraps fcntl(2) with F_GETFL.
func (l Looker) StatusFlags(fd int) (int, error) { return l.kernel.Fcntl(fd, unix.F_GETFL, 0) }

// Pending is how many bytes wait to be received (FIONREAD, tcp(7)).
func (l Looker) Pending(fd int) (int, error) { return l.kernel.IoctlGet(fd, unix.TIOCINQ) }

// PipeSize is how many bytes a pipe can hold (F_GETPIPE_SZ, fcntl(2)).
func (l Looker) PipeSize(fd int) (int, error) { return l.kernel.Fcntl(fd, unix.F_GETPIPE_SZ, 0) }

// FileSize is how many bytes a file has (fstat(2)).
func (l Looker) FileSize(fd int) (int, error) {
	var stat unix.Stat_t
	err := unix.Fstat(fd, &stat)
	return int(stat.Size), err
}

// Unsent is how many bytes the peer has not acknowledged (SIOCOUTQ, tcp(7)).
func (l Looker) Unsent(fd int) (int, error) { return l.kernel.IoctlGet(fd, unix.SIOCOUTQ) }

// Notsent is how many bytes are not on the wire yet (SIOCOUTQNSD, tcp(7)).
func (l Looker) Notsent(fd int) (int, error) { return l.kernel.IoctlGet(fd, unix.SIOCOUTQNSD) }

// lookedFor are the events that [Looker.Ready] asks poll for; POLLERR and POLLHUP come unasked.
const lookedFor = unix.POLLIN | unix.POLLOUT | unix.POLLPRI | unix.POLLRDHUP

// Ready wraps poll(2) with a timeout of 0: the bits of a descriptor now. It fails
// with EINVAL if the limit on descriptors is below 1.
func (l Looker) Ready(fd int) (bits int, err error) { return ReadyNow(l.kernel, fd) }

// ReadyNow is [Looker.Ready] for those who have a Kernel.
func ReadyNow(k Kernel, fd int) (bits int, err error) {
	fds := []unix.PollFd{{Fd: int32(fd), Events: lookedFor}}
	if _, err := k.Poll(fds, 0); err != nil {
		return 0, err
	}
	return int(uint16(fds[0].Revents)), nil
}

// TCPState is [Diag.TCPState].
func (l Looker) TCPState(c Connection) (number int, err error) { return l.diag.TCPState(c) }

// TCPCookie is [Diag.TCPCookie].
func (l Looker) TCPCookie(c Connection) uint64 { return l.diag.TCPCookie(c) }

// Connected is [Diag.Connected].
func (l Looker) Connected(c Connection) (InetSocket, bool, error) { return l.diag.Connected(c) }

// MPTCPToken is what Multipath TCP calls the connection of a socket, by MPTCP_INFO; 0 if it does
// not tell.
func (l Looker) MPTCPToken(fd int, info QuietOption) uint32 {
	raw := make([]byte, tokenEnd)
	if n, err := l.Getsockopt(fd, info, raw); err != nil || n < tokenEnd {
		return 0
	}
	return binary.NativeEndian.Uint32(raw[tokenStart:])
}

// MPTCPState is [Diag.MPTCPState].
func (l Looker) MPTCPState(token uint32) (number int, ok bool) { return l.diag.MPTCPState(token) }

// UnixQueue is [Diag.UnixQueue].
func (l Looker) UnixQueue(fd int) (queue, backlog int, ok bool) {
	return l.diag.UnixQueue(l.Inode(fd))
}

// UnixPeer is [Diag.UnixPeer].
func (l Looker) UnixPeer(fd int) (inode uint32, ok bool) { return l.diag.UnixPeer(l.Inode(fd)) }

// Inode is the number of the socket that a descriptor is of (fstat(2)), by which the kernel's
// tables know it; 0 if it is not open.
func (l Looker) Inode(fd int) uint32 { return Inode(l.kernel, fd) }

// Inode is [Looker.Inode] for those who have a Kernel. One whose descriptors are not this
// process's has a method of that name.
func Inode(k Kernel, fd int) uint32 {
	if other, ok := k.(interface{ Inode(fd int) uint32 }); ok {
		return other.Inode(fd)
	}
	var stat unix.Stat_t
	if unix.Fstat(fd, &stat) != nil {
		return 0
	}
	return uint32(stat.Ino)
}
