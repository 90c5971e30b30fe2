package fork

import (
	"os"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Socket makes socket(2) in the process.
func (r remote) Socket(domain, typ, protocol int) (int, error) {
	return answered[int](r, "Socket", domain, typ, protocol)
}

// Socketpair makes socketpair(2) in the process.
func (r remote) Socketpair(domain, typ, protocol int) ([2]int, error) {
	return answered[[2]int](r, "Socketpair", domain, typ, protocol)
}

// Bind makes bind(2) in the process.
func (r remote) Bind(fd int, addr sockets.Addr) error {
	return r.call("Bind", nil, fd, addr)
}

// Listen makes listen(2) in the process.
func (r remote) Listen(fd, backlog int) error {
	return r.call("Listen", nil, fd, backlog)
}

// Connect makes connect(2) in the process.
func (r remote) Connect(fd int, addr sockets.Addr) error {
	return r.call("Connect", nil, fd, addr)
}

// Accept4 makes accept4(2) in the process.
func (r remote) Accept4(fd, flags int) (int, error) {
	return answered[int](r, "Accept4", fd, flags)
}

// Accept4From makes accept4(2) in the process.
func (r remote) Accept4From(fd, flags int, told ...int) (int, sockets.Addr, error) {
	var n int
	var from sockets.Addr
	err := r.call("Accept4From", []any{&n, &from}, fd, flags, told)
	return n, from, err
}

// Accept makes accept(2) in the process.
func (r remote) Accept(fd int) (int, error) {
	return answered[int](r, "Accept", fd)
}

// AcceptFrom makes accept(2) in the process.
func (r remote) AcceptFrom(fd int, told ...int) (int, sockets.Addr, error) {
	var n int
	var from sockets.Addr
	err := r.call("AcceptFrom", []any{&n, &from}, fd, told)
	return n, from, err
}

// Shutdown makes shutdown(2) in the process.
func (r remote) Shutdown(fd, how int) error {
	return r.call("Shutdown", nil, fd, how)
}

// Close makes close(2) in the process.
func (r remote) Close(fd int) error {
	return r.call("Close", nil, fd)
}

// Dup makes dup(2) in the process.
func (r remote) Dup(fd int) (int, error) {
	return answered[int](r, "Dup", fd)
}

// Send makes sendto(2) in the process.
func (r remote) Send(fd int, p []byte, flags int) (int, error) {
	return answered[int](r, "Send", fd, p, flags)
}

// Sendto makes sendto(2) in the process.
func (r remote) Sendto(fd int, p []byte, flags int, to sockets.Addr) (int, error) {
	return answered[int](r, "Sendto", fd, p, flags, to)
}

// Recv makes recvfrom(2) in the process.
func (r remote) Recv(fd int, p []byte, flags int) (int, error) {
	return filled[int](r, "Recv", fd, p, flags)
}

// Recvfrom makes recvfrom(2) in the process.
func (r remote) Recvfrom(fd int, p []byte, flags int) (int, sockets.Addr, error) {
	var n int
	var from sockets.Addr
	err := r.fills("Recvfrom", []any{&n, &from}, fd, p, flags)
	return n, from, err
}

// Read makes read(2) in the process.
func (r remote) Read(fd int, p []byte) (int, error) {
	return filled[int](r, "Read", fd, p)
}

// Write makes write(2) in the process.
func (r remote) Write(fd int, p []byte) (int, error) {
	return answered[int](r, "Write", fd, p)
}

// Sendmsg makes sendmsg(2) in the process.
func (r remote) Sendmsg(fd int, m *sockets.Message, flags int) (int, error) {
	return answered[int](r, "Sendmsg", fd, m, flags)
}

// Recvmsg makes recvmsg(2) in the process.
func (r remote) Recvmsg(fd int, m *sockets.Message, flags int) (int, error) {
	return filled[int](r, "Recvmsg", fd, m, flags)
}

// Sendmmsg makes sendmmsg(2) in the process.
func (r remote) Sendmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	return filled[int](r, "Sendmmsg", fd, list, flags)
}

// Recvmmsg makes recvmmsg(2) in the process.
func (r remote) Recvmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	return filled[int](r, "Recvmmsg", fd, list, flags)
}

// Writev makes writev(2) in the process.
func (r remote) Writev(fd int, parts [][]byte) (int, error) {
	return answered[int](r, "Writev", fd, parts)
}

// Readv makes readv(2) in the process.
func (r remote) Readv(fd int, parts [][]byte) (int, error) {
	return filled[int](r, "Readv", fd, parts)
}

// Getsockname makes getsockname(2) in the process.
func (r remote) Getsockname(fd int, told ...int) (sockets.Addr, error) {
	return answered[sockets.Addr](r, "Getsockname", fd, told)
}

// Getpeername makes getpeername(2) in the process.
func (r remote) Getpeername(fd int, told ...int) (sockets.Addr, error) {
	return answered[sockets.Addr](r, "Getpeername", fd, told)
}

// Setsockopt makes setsockopt(2) in the process.
func (r remote) Setsockopt(fd, level, option int, value []byte, told ...int) error {
	return r.call("Setsockopt", nil, fd, level, option, value, told)
}

// AttachFilter makes setsockopt(2) in the process.
func (r remote) AttachFilter(fd int, program []unix.SockFilter, told ...int) error {
	return r.call("AttachFilter", nil, fd, program, told)
}

// Getsockopt makes getsockopt(2) in the process.
func (r remote) Getsockopt(fd, level, option int, value []byte, told ...int) (int, error) {
	return filled[int](r, "Getsockopt", fd, level, option, value, told)
}

// Fcntl makes fcntl(2) in the process.
func (r remote) Fcntl(fd, cmd, arg int) (int, error) {
	return answered[int](r, "Fcntl", fd, cmd, arg)
}

// IoctlGet makes ioctl(2) in the process.
func (r remote) IoctlGet(fd int, request uint) (int, error) {
	return answered[int](r, "IoctlGet", fd, request)
}

// FcntlData makes fcntl(2) in the process.
func (r remote) FcntlData(fd, cmd int, argument []byte) (int, error) {
	return filled[int](r, "FcntlData", fd, cmd, argument)
}

// Ioctl makes ioctl(2) in the process.
func (r remote) Ioctl(fd int, request uint, argument []byte) (int, error) {
	return filled[int](r, "Ioctl", fd, request, argument)
}

// Poll makes poll(2) in the process.
func (r remote) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	return filled[int](r, "Poll", fds, timeout)
}

// Select makes select(2) in the process.
func (r remote) Select(sets *sockets.FdSets, timeout time.Duration) (int, error) {
	return filled[int](r, "Select", sets, timeout)
}

// EpollCreate1 makes epoll_create1(2) in the process.
func (r remote) EpollCreate1(flags int) (int, error) {
	return answered[int](r, "EpollCreate1", flags)
}

// EpollCtl makes epoll_ctl(2) in the process.
func (r remote) EpollCtl(epfd, op, fd int, events uint32) error {
	return r.call("EpollCtl", nil, epfd, op, fd, events)
}

// EpollWait makes epoll_wait(2) in the process.
func (r remote) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	return filled[int](r, "EpollWait", epfd, events, timeout)
}

// UringEnter makes io_uring_enter(2) in the process.
func (r remote) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, error) {
	// Rings are only used by the event loop, which this process does not have.
	return -1, os.NewSyscallError("io_uring_enter", unix.ENOSYS)
}

// SetNofile makes prlimit64(2) in the process.
func (r remote) SetNofile(limit uint64) error {
	return r.call("SetNofile", nil, limit)
}
