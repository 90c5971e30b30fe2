package sockets

import (
	"time"

	"golang.org/x/sys/unix"
)

// Forever is a timeout that never ends: the call sleeps until something happens.
const Forever time.Duration = -1

// Kernel has every system call that the program makes on a descriptor it shows, one method each. An error is an
// *os.SyscallError around the bare errno.
//
// told is a length, at most one, that is passed to the call on purpose instead of that of its buffer. An [Addr] has its
// own.
type Kernel interface {
	// Socket wraps socket(2). Flags such as SOCK_NONBLOCK are part of typ.
	Socket(domain, typ, protocol int) (fd int, err error)
	// Socketpair wraps socketpair(2).
	Socketpair(domain, typ, protocol int) (fds [2]int, err error)
	// Bind wraps bind(2).
	Bind(fd int, addr Addr) error
	// Listen wraps listen(2). The kernel limits backlog to net.core.somaxconn.
	Listen(fd, backlog int) error
	// Connect wraps connect(2). The zero Addr is AF_UNSPEC: it dissolves an association.
	Connect(fd int, addr Addr) error
	// Accept4 wraps accept4(2) with a NULL address; flags are SOCK_NONBLOCK and SOCK_CLOEXEC.
	Accept4(fd, flags int) (conn int, err error)
	// Accept4From wraps accept4(2) with an address: from is the peer's.
	Accept4From(fd, flags int, told ...int) (conn int, from Addr, err error)
	// Accept wraps accept(2) with a NULL address.
	Accept(fd int) (conn int, err error)
	// AcceptFrom wraps accept(2) with an address.
	AcceptFrom(fd int, told ...int) (conn int, from Addr, err error)
	// Shutdown wraps shutdown(2); how is SHUT_RD, SHUT_WR or SHUT_RDWR.
	Shutdown(fd, how int) error
	// Close wraps close(2). Linux releases the descriptor even when it returns an error.
	Close(fd int) error
	// Dup wraps dup(2).
	Dup(fd int) (copied int, err error)

	// Dup3 wraps dup3(2): to becomes a duplicate of fd, and what it was is closed.
	Dup3(fd, to, flags int) (copied int, err error)
	// MemfdCreate wraps memfd_create(2).
	MemfdCreate(name string, flags int) (fd int, err error)
	// Pipe2 wraps pipe2(2): fds are the read end and the write end.
	Pipe2(flags int) (fds [2]int, err error)
	// Eventfd2 wraps eventfd2(2), which implements eventfd(3) on Linux.
	Eventfd2(count uint32, flags int) (fd int, err error)
	// TimerfdCreate wraps timerfd_create(2).
	TimerfdCreate(clock, flags int) (fd int, err error)
	// TimerfdSettime wraps timerfd_settime(2): the timer expires after first, and then at intervals of every. It does
	// not ask for the old setting.
	TimerfdSettime(fd, flags int, first, every time.Duration) error

	// Send wraps sendto(2) with a NULL address, which implements send(3) on Linux.
	Send(fd int, p []byte, flags int) (n int, err error)
	// Sendto wraps sendto(2).
	Sendto(fd int, p []byte, flags int, to Addr) (n int, err error)
	// Recv wraps recvfrom(2) with a NULL address, which implements recv(3) on Linux.
	Recv(fd int, p []byte, flags int) (n int, err error)
	// Recvfrom wraps recvfrom(2); from is the zero Addr if the kernel names no sender.
	Recvfrom(fd int, p []byte, flags int) (n int, from Addr, err error)
	// Read wraps read(2).
	Read(fd int, p []byte) (n int, err error)
	// Write wraps write(2).
	Write(fd int, p []byte) (n int, err error)
	// Lseek wraps lseek(2).
	Lseek(fd int, offset int64, whence int) (position int64, err error)
	// Sendfile wraps sendfile(2) without an offset: it reads from the current position of in.
	Sendfile(out, in, size int) (n int, err error)
	// Splice wraps splice(2) without offsets and flags. One of the two must be a pipe.
	Splice(out, in, size int) (n int, err error)
	// Tee wraps tee(2) without flags: both are pipes, and in keeps its bytes.
	Tee(out, in, size int) (n int, err error)

	// Sendmsg wraps sendmsg(2).
	Sendmsg(fd int, m *Message, flags int) (n int, err error)
	// Recvmsg wraps recvmsg(2). It fills in the parts, the sender's address, the control messages and the flags of m.
	Recvmsg(fd int, m *Message, flags int) (n int, err error)
	// Sendmmsg wraps sendmmsg(2): n messages were sent, and Len of each is set.
	Sendmmsg(fd int, list []Message, flags int) (n int, err error)
	// Recvmmsg wraps recvmmsg(2) without a timeout: n messages were received, each filled in as by Recvmsg.
	Recvmmsg(fd int, list []Message, flags int) (n int, err error)
	// Writev wraps writev(2).
	Writev(fd int, parts [][]byte) (n int, err error)
	// Readv wraps readv(2).
	Readv(fd int, parts [][]byte) (n int, err error)

	// Getsockname wraps getsockname(2).
	Getsockname(fd int, told ...int) (Addr, error)
	// Getpeername wraps getpeername(2).
	Getpeername(fd int, told ...int) (Addr, error)
	// Setsockopt wraps setsockopt(2) with value in the kernel's format. A told length may be negative; any other is
	// that of value.
	Setsockopt(fd, level, option int, value []byte, told ...int) error
	// AttachFilter wraps setsockopt(2) for SO_ATTACH_FILTER, whose value points to a program.
	AttachFilter(fd int, program []unix.SockFilter, told ...int) error
	// Getsockopt wraps getsockopt(2); n bytes of value were filled in. A told length may be negative; any other is that
	// of value.
	Getsockopt(fd, level, option int, value []byte, told ...int) (n int, err error)
	// Fcntl wraps fcntl(2).
	Fcntl(fd, cmd, arg int) (int, error)
	// FcntlData wraps fcntl(2) for commands whose argument is a pointer, to the bytes of argument.
	FcntlData(fd, cmd int, argument []byte) (int, error)
	// Ioctl wraps ioctl(2). The kernel reads and fills in argument, see [Request.Memory]; an empty one is 0.
	Ioctl(fd int, request uint, argument []byte) (int, error)
	// IoctlGet is Ioctl for requests that fill in an int, such as FIONREAD.
	IoctlGet(fd int, request uint) (int, error)

	// Poll wraps poll(2). The kernel counts in milliseconds.
	Poll(fds []unix.PollFd, timeout time.Duration) (n int, err error)
	// Select wraps select(2). It can't watch descriptors of 1024 and above.
	Select(sets *FdSets, timeout time.Duration) (n int, err error)
	// EpollCreate1 wraps epoll_create1(2).
	EpollCreate1(flags int) (fd int, err error)
	// EpollCtl wraps epoll_ctl(2); event has fd as its data.
	EpollCtl(epfd, op, fd int, events uint32) error
	// EpollWait wraps epoll_wait(2). The kernel counts in milliseconds.
	EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (n int, err error)
	// UringEnter wraps io_uring_enter(2): n of the ring's requests were taken. The timeout
	// goes with IORING_ENTER_EXT_ARG. If it ends the wait, n takes precedence over ETIME.
	UringEnter(ring *Ring, submit, wait, flags int, timeout time.Duration) (n int, err error)

	// SetNofile wraps prlimit64(2): it sets the soft limit on descriptors of this process.
	SetNofile(limit uint64) error
}

// FdSets are the three sets of select(2), which are both input and output.
type FdSets struct {
	N                   int // the highest descriptor, plus 1
	Read, Write, Except unix.FdSet
}

// Events returns the sets that a descriptor is in, as bits of poll(2).
func (s *FdSets) Events(fd int) int {
	bits := 0
	if s.Read.IsSet(fd) {
		bits |= unix.POLLIN
	}
	if s.Write.IsSet(fd) {
		bits |= unix.POLLOUT
	}
	if s.Except.IsSet(fd) {
		bits |= unix.POLLPRI
	}
	return bits
}
