package fork

import (
	"slices"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// shift is more than any descriptor needs: the kernel's own limit is 1<<20 (fs.nr_open).
const shift = 20

// Number tells a descriptor of a process from those of others: process 0, the engine, has its own
// numbers, and others have numbers beyond. What is not a descriptor stays what it is.
func Number(process, fd int) int {
	if fd < 0 {
		return fd
	}
	return process<<shift | fd
}

// Split is the process of a number, and the descriptor there.
func Split(number int) (process, fd int) {
	if number < 0 {
		return 0, number
	}
	return number >> shift, number & (1<<shift - 1)
}

// Numbers is a kernel whose descriptors are those of several processes, each with a [Number].
type Numbers struct {
	Here int                              // in which process a call is made that is given no descriptor
	Of   func(process int) sockets.Kernel // the kernel of one
}

var _ sockets.Kernel = Numbers{}

// Inode is the number of the socket that a descriptor is of; 0 if it is not open.
func (n Numbers) Inode(number int) uint32 {
	k, fd := n.at(number)
	return sockets.Inode(k, fd)
}

// at is the kernel of a number, and the descriptor there.
func (n Numbers) at(number int) (sockets.Kernel, int) {
	process, fd := Split(number)
	return n.Of(process), fd
}

// Socket makes socket(2).
func (n Numbers) Socket(domain, typ, protocol int) (int, error) {
	fd, err := n.Of(n.Here).Socket(domain, typ, protocol)
	return Number(n.Here, fd), err
}

// Socketpair makes socketpair(2).
func (n Numbers) Socketpair(domain, typ, protocol int) ([2]int, error) {
	pair, err := n.Of(n.Here).Socketpair(domain, typ, protocol)
	return [2]int{Number(n.Here, pair[0]), Number(n.Here, pair[1])}, err
}

// Bind makes bind(2).
func (n Numbers) Bind(fd int, addr sockets.Addr) error {
	k, fd := n.at(fd)
	return k.Bind(fd, addr)
}

// Listen makes listen(2).
func (n Numbers) Listen(fd, backlog int) error {
	k, fd := n.at(fd)
	return k.Listen(fd, backlog)
}

// Connect makes connect(2).
func (n Numbers) Connect(fd int, addr sockets.Addr) error {
	k, fd := n.at(fd)
	return k.Connect(fd, addr)
}

// Accept4 makes accept4(2).
func (n Numbers) Accept4(fd, flags int) (int, error) {
	process, fd := Split(fd)
	made, err := n.Of(process).Accept4(fd, flags)
	return Number(process, made), err
}

// Accept4From makes accept4(2).
func (n Numbers) Accept4From(fd, flags int, told ...int) (int, sockets.Addr, error) {
	process, fd := Split(fd)
	made, from, err := n.Of(process).Accept4From(fd, flags, told...)
	return Number(process, made), from, err
}

// Accept makes accept(2).
func (n Numbers) Accept(fd int) (int, error) {
	process, fd := Split(fd)
	made, err := n.Of(process).Accept(fd)
	return Number(process, made), err
}

// AcceptFrom makes accept(2).
func (n Numbers) AcceptFrom(fd int, told ...int) (int, sockets.Addr, error) {
	process, fd := Split(fd)
	made, from, err := n.Of(process).AcceptFrom(fd, told...)
	return Number(process, made), from, err
}

// Shutdown makes shutdown(2).
func (n Numbers) Shutdown(fd, how int) error {
	k, fd := n.at(fd)
	return k.Shutdown(fd, how)
}

// Close makes close(2).
func (n Numbers) Close(fd int) error {
	k, fd := n.at(fd)
	return k.Close(fd)
}

// Dup makes dup(2).
func (n Numbers) Dup(fd int) (int, error) {
	process, fd := Split(fd)
	made, err := n.Of(process).Dup(fd)
	return Number(process, made), err
}

// Send makes sendto(2).
func (n Numbers) Send(fd int, p []byte, flags int) (int, error) {
	k, fd := n.at(fd)
	return k.Send(fd, p, flags)
}

// Sendto makes sendto(2).
func (n Numbers) Sendto(fd int, p []byte, flags int, to sockets.Addr) (int, error) {
	k, fd := n.at(fd)
	return k.Sendto(fd, p, flags, to)
}

// Recv makes recvfrom(2).
func (n Numbers) Recv(fd int, p []byte, flags int) (int, error) {
	k, fd := n.at(fd)
	return k.Recv(fd, p, flags)
}

// Recvfrom makes recvfrom(2).
func (n Numbers) Recvfrom(fd int, p []byte, flags int) (int, sockets.Addr, error) {
	k, fd := n.at(fd)
	return k.Recvfrom(fd, p, flags)
}

// Read makes read(2).
func (n Numbers) Read(fd int, p []byte) (int, error) {
	k, fd := n.at(fd)
	return k.Read(fd, p)
}

// Write makes write(2).
func (n Numbers) Write(fd int, p []byte) (int, error) {
	k, fd := n.at(fd)
	return k.Write(fd, p)
}

// Sendmsg makes sendmsg(2).
func (n Numbers) Sendmsg(fd int, m *sockets.Message, flags int) (int, error) {
	process, fd := Split(fd)
	return n.Of(process).Sendmsg(fd, there(process, m), flags)
}

// Recvmsg makes recvmsg(2).
func (n Numbers) Recvmsg(fd int, m *sockets.Message, flags int) (int, error) {
	process, fd := Split(fd)
	size, err := n.Of(process).Recvmsg(fd, m, flags)
	here(process, m)
	return size, err
}

// Sendmmsg makes sendmmsg(2).
func (n Numbers) Sendmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	k, fd := n.at(fd)
	return k.Sendmmsg(fd, list, flags)
}

// Recvmmsg makes recvmmsg(2).
func (n Numbers) Recvmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	process, fd := Split(fd)
	count, err := n.Of(process).Recvmmsg(fd, list, flags)
	for i := range list[:max(count, 0)] {
		here(process, &list[i])
	}
	return count, err
}

// Writev makes writev(2).
func (n Numbers) Writev(fd int, parts [][]byte) (int, error) {
	k, fd := n.at(fd)
	return k.Writev(fd, parts)
}

// Readv makes readv(2).
func (n Numbers) Readv(fd int, parts [][]byte) (int, error) {
	k, fd := n.at(fd)
	return k.Readv(fd, parts)
}

// Getsockname makes getsockname(2).
func (n Numbers) Getsockname(fd int, told ...int) (sockets.Addr, error) {
	k, fd := n.at(fd)
	return k.Getsockname(fd, told...)
}

// Getpeername makes getpeername(2).
func (n Numbers) Getpeername(fd int, told ...int) (sockets.Addr, error) {
	k, fd := n.at(fd)
	return k.Getpeername(fd, told...)
}

// Setsockopt makes setsockopt(2).
func (n Numbers) Setsockopt(fd, level, option int, value []byte, told ...int) error {
	k, fd := n.at(fd)
	return k.Setsockopt(fd, level, option, value, told...)
}

// AttachFilter makes setsockopt(2).
func (n Numbers) AttachFilter(fd int, program []unix.SockFilter, told ...int) error {
	k, fd := n.at(fd)
	return k.AttachFilter(fd, program, told...)
}

// Getsockopt makes getsockopt(2).
func (n Numbers) Getsockopt(fd, level, option int, value []byte, told ...int) (int, error) {
	k, fd := n.at(fd)
	return k.Getsockopt(fd, level, option, value, told...)
}

// Fcntl makes fcntl(2).
func (n Numbers) Fcntl(fd, cmd, arg int) (int, error) {
	process, fd := Split(fd)
	answer, err := n.Of(process).Fcntl(fd, cmd, arg)
	if r, ok := sockets.RequestOf(sockets.SysFcntl, cmd); ok && r.Opens() {
		return Number(process, answer), err
	}
	return answer, err
}

// FcntlData makes fcntl(2).
func (n Numbers) FcntlData(fd, cmd int, argument []byte) (int, error) {
	k, fd := n.at(fd)
	return k.FcntlData(fd, cmd, argument)
}

// IoctlGet makes ioctl(2).
func (n Numbers) IoctlGet(fd int, request uint) (int, error) {
	k, fd := n.at(fd)
	return k.IoctlGet(fd, request)
}

// Ioctl makes ioctl(2).
func (n Numbers) Ioctl(fd int, request uint, argument []byte) (int, error) {
	process, fd := Split(fd)
	answer, err := n.Of(process).Ioctl(fd, request, argument)
	if r, ok := sockets.RequestOf(sockets.SysIoctl, int(request)); ok && r.Opens() {
		return Number(process, answer), err
	}
	return answer, err
}

// Poll makes poll(2).
func (n Numbers) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	if len(fds) == 0 {
		return n.Of(n.Here).Poll(fds, timeout)
	}
	process, _ := Split(int(fds[0].Fd))
	there := slices.Clone(fds)
	for i := range there {
		_, fd := Split(int(there[i].Fd))
		there[i].Fd = int32(fd)
	}
	ready, err := n.Of(process).Poll(there, timeout)
	for i := range there {
		fds[i].Revents = there[i].Revents
	}
	return ready, err
}

// Select makes select(2).
func (n Numbers) Select(sets *sockets.FdSets, timeout time.Duration) (int, error) {
	return n.Of(n.Here).Select(sets, timeout)
}

// EpollCreate1 makes epoll_create1(2).
func (n Numbers) EpollCreate1(flags int) (int, error) {
	fd, err := n.Of(n.Here).EpollCreate1(flags)
	return Number(n.Here, fd), err
}

// EpollCtl makes epoll_ctl(2).
func (n Numbers) EpollCtl(epfd, op, fd int, events uint32) error {
	k, epfd := n.at(epfd)
	_, fd = Split(fd)
	return k.EpollCtl(epfd, op, fd, events)
}

// EpollWait makes epoll_wait(2).
func (n Numbers) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	k, epfd := n.at(epfd)
	return k.EpollWait(epfd, events, timeout)
}

// UringEnter makes io_uring_enter(2).
func (n Numbers) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, error) {
	return n.Of(n.Here).UringEnter(ring, submit, wait, flags, timeout)
}

// SetNofile makes prlimit64(2).
func (n Numbers) SetNofile(limit uint64) error {
	return n.Of(n.Here).SetNofile(limit)
}
