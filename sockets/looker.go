package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// Looker observes sockets without changing anything: it makes only those calls of a [Kernel] that read. It has no
// method that sets, sends, receives or waits, and none with an arbitrary command or request, and its Kernel is not
// accessible. So the compiler ensures that code with only a Looker can't disturb a socket.
type Looker struct {
	kernel Kernel
	diag   Diag
}

// NewLooker returns a Looker that makes its calls with k. It opens a descriptor of its own: see [OpenDiag].
func NewLooker(k Kernel) Looker { return Looker{k, OpenDiag()} }

// Close closes the descriptor of sock_diag(7).
func (l Looker) Close() { l.diag.Close() }

// QuietOption is an option that getsockopt(2) reads without changing anything, unlike SO_ERROR, which reading clears. A
// catalogue of options knows which options these are, not this package.
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

// Number reads an option whose value is a number of at most 8 bytes.
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

// Pending returns how many bytes are waiting to be received (FIONREAD, tcp(7)).
func (l Looker) Pending(fd int) (int, error) { return l.kernel.IoctlGet(fd, unix.TIOCINQ) }

// PipeSize returns how many bytes a pipe can hold (F_GETPIPE_SZ, fcntl(2)).
func (l Looker) PipeSize(fd int) (int, error) { return l.kernel.Fcntl(fd, unix.F_GETPIPE_SZ, 0) }

// FileSize returns the size of a file in bytes (fstat(2)).
func (l Looker) FileSize(fd int) (int, error) {
	var stat unix.Stat_t
	err := unix.Fstat(fd, &stat)
	return int(stat.Size), err
}

// Unsent returns how many bytes the peer has not acknowledged (SIOCOUTQ, tcp(7)).
func (l Looker) Unsent(fd int) (int, error) { return l.kernel.IoctlGet(fd, unix.SIOCOUTQ) }

// Notsent returns how many bytes have not been sent yet (SIOCOUTQNSD, tcp(7)).
func (l Looker) Notsent(fd int) (int, error) { return l.kernel.IoctlGet(fd, unix.SIOCOUTQNSD) }

// lookedFor are the events that [Looker.Ready] requests; poll also reports POLLERR and POLLHUP.
const lookedFor = unix.POLLIN | unix.POLLOUT | unix.POLLPRI | unix.POLLRDHUP

// Ready returns the current poll(2) bits of a descriptor, with a timeout of 0. It fails with EINVAL if the limit on
// descriptors is below 1.
func (l Looker) Ready(fd int) (bits int, err error) { return ReadyNow(l.kernel, fd) }

// ReadyNow is [Looker.Ready] for callers that have a Kernel.
func ReadyNow(k Kernel, fd int) (bits int, err error) {
	fds := []unix.PollFd{{Fd: int32(fd), Events: lookedFor}}
	if _, err := k.Poll(fds, 0); err != nil {
		return 0, err
	}
	return int(uint16(fds[0].Revents)), nil
}

// TCPState calls [Diag.TCPState].
func (l Looker) TCPState(c Connection) (number int, err error) { return l.diag.TCPState(c) }

// TCPCookie calls [Diag.TCPCookie].
func (l Looker) TCPCookie(c Connection) uint64 { return l.diag.TCPCookie(c) }

// Connected calls [Diag.Connected].
func (l Looker) Connected(c Connection) (InetSocket, bool, error) { return l.diag.Connected(c) }

// MPTCPToken returns the Multipath TCP token of a socket's connection, from MPTCP_INFO, or 0 if there is none.
func (l Looker) MPTCPToken(fd int, info QuietOption) uint32 {
	raw := make([]byte, tokenEnd)
	if n, err := l.Getsockopt(fd, info, raw); err != nil || n < tokenEnd {
		return 0
	}
	return binary.NativeEndian.Uint32(raw[tokenStart:])
}

// MPTCPState calls [Diag.MPTCPState].
func (l Looker) MPTCPState(token uint32) (number int, ok bool) { return l.diag.MPTCPState(token) }

// UnixQueue calls [Diag.UnixQueue].
func (l Looker) UnixQueue(fd int) (queue, backlog int, ok bool) {
	return l.diag.UnixQueue(l.Inode(fd))
}

// UnixPeer calls [Diag.UnixPeer].
func (l Looker) UnixPeer(fd int) (inode uint32, ok bool) { return l.diag.UnixPeer(l.Inode(fd)) }

// Inode returns the inode number of a descriptor's socket (fstat(2)), which identifies it in the kernel's tables; 0 if
// the descriptor is not open.
func (l Looker) Inode(fd int) uint32 { return Inode(l.kernel, fd) }

// Inode is [Looker.Inode] for callers that have a Kernel. A Kernel whose descriptors belong to another process has its
// own Inode method.
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
