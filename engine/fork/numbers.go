package fork

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// shift leaves room for every descriptor: the kernel's own limit is 1<<20 (fs.nr_open).
const shift = 20

// Number returns a number for a descriptor of a process that distinguishes it from those of others: process 0, the
// engine, keeps its own numbers, and the others' numbers are beyond those. Negative values are returned unchanged.
func Number(process, fd int) int {
	if fd < 0 {
		return fd
	}
	return process<<shift | fd
}

// Split returns the process of a number, and the descriptor in that process.
func Split(number int) (process, fd int) {
	if number < 0 {
		return 0, number
	}
	return number >> shift, number & (1<<shift - 1)
}

// Numbers is a kernel whose descriptors are those of several processes, each with a [Number].
type Numbers struct {
	Here int                              // the process in which to make a call that takes no descriptor
	Of   func(process int) sockets.Kernel // returns the kernel of a process
}

var _ sockets.Kernel = Numbers{}

// Inode returns the inode of a descriptor's socket; 0 if it is not open.
func (n Numbers) Inode(number int) uint32 {
	k, fd := n.at(number)
	return sockets.Inode(k, fd)
}

// at returns the kernel of a number's process, and the descriptor in that process.
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

// SetNofile makes prlimit64(2).
func (n Numbers) SetNofile(limit uint64) error {
	return n.Of(n.Here).SetNofile(limit)
}
