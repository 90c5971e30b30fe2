package sockets

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Linux makes real system calls.
type Linux struct{}

var _ Kernel = Linux{}

// failed returns errno as an error that names the call; nil for 0.
func failed(call string, errno unix.Errno) error {
	if errno == 0 {
		return nil
	}
	return os.NewSyscallError(call, errno)
}

// Socket wraps socket(2).
func (Linux) Socket(domain, typ, protocol int) (int, error) {
	fd, _, errno := unix.RawSyscall(unix.SYS_SOCKET, uintptr(domain), uintptr(typ), uintptr(protocol))
	return int(fd), failed("socket", errno)
}

// Socketpair wraps socketpair(2).
func (Linux) Socketpair(domain, typ, protocol int) ([2]int, error) {
	var pair [2]int32
	_, _, errno := unix.RawSyscall6(unix.SYS_SOCKETPAIR, uintptr(domain), uintptr(typ), uintptr(protocol),
		uintptr(unsafe.Pointer(&pair)), 0, 0)
	return [2]int{int(pair[0]), int(pair[1])}, failed("socketpair", errno)
}

// Bind wraps bind(2). It may wait for a file system if the address is a path.
func (Linux) Bind(fd int, addr Addr) error {
	raw := addr.Raw()
	_, _, errno := unix.Syscall(unix.SYS_BIND, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(raw))), uintptr(addr.Length()))
	return failed("bind", errno)
}

// Listen wraps listen(2).
func (Linux) Listen(fd, backlog int) error {
	_, _, errno := unix.Syscall(unix.SYS_LISTEN, uintptr(fd), uintptr(backlog), 0)
	return failed("listen", errno)
}

// Connect wraps connect(2).
func (Linux) Connect(fd int, addr Addr) error {
	raw := addr.Raw()
	_, _, errno := unix.Syscall(unix.SYS_CONNECT, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(raw))), uintptr(addr.Length()))
	return failed("connect", errno)
}

// Accept4 wraps accept4(2).
func (Linux) Accept4(fd, flags int) (int, error) {
	conn, _, errno := unix.Syscall6(unix.SYS_ACCEPT4, uintptr(fd), 0, 0, uintptr(flags), 0, 0)
	return int(conn), failed("accept4", errno)
}

// Accept4From wraps accept4(2) with an address.
func (Linux) Accept4From(fd, flags int, told ...int) (int, Addr, error) {
	name := newRoom(told)
	conn, _, errno := unix.Syscall6(unix.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&name.raw)), uintptr(unsafe.Pointer(&name.size)), uintptr(flags), 0, 0)
	return int(conn), name.addr(errno), failed("accept4", errno)
}

// Accept wraps accept(2) with a NULL address.
func (Linux) Accept(fd int) (int, error) {
	conn, _, errno := unix.Syscall(unix.SYS_ACCEPT, uintptr(fd), 0, 0)
	return int(conn), failed("accept", errno)
}

// AcceptFrom wraps accept(2) with an address.
func (Linux) AcceptFrom(fd int, told ...int) (int, Addr, error) {
	name := newRoom(told)
	conn, _, errno := unix.Syscall(unix.SYS_ACCEPT, uintptr(fd), uintptr(unsafe.Pointer(&name.raw)), uintptr(unsafe.Pointer(&name.size)))
	return int(conn), name.addr(errno), failed("accept", errno)
}

// Shutdown wraps shutdown(2).
func (Linux) Shutdown(fd, how int) error {
	_, _, errno := unix.Syscall(unix.SYS_SHUTDOWN, uintptr(fd), uintptr(how), 0)
	return failed("shutdown", errno)
}

// Close wraps close(2). With SO_LINGER it can sleep, O_NONBLOCK or not.
func (Linux) Close(fd int) error {
	_, _, errno := unix.Syscall(unix.SYS_CLOSE, uintptr(fd), 0, 0)
	return failed("close", errno)
}

// Dup wraps dup(2).
func (Linux) Dup(fd int) (int, error) {
	copied, _, errno := unix.RawSyscall(unix.SYS_DUP, uintptr(fd), 0, 0)
	return int(copied), failed("dup", errno)
}

// SetNofile wraps prlimit64(2) with RLIMIT_NOFILE. The hard limit is unchanged, so the soft one can be raised again.
func (Linux) SetNofile(limit uint64) error {
	var now unix.Rlimit
	if err := unix.Prlimit(0, unix.RLIMIT_NOFILE, nil, &now); err != nil {
		return os.NewSyscallError("prlimit64", err)
	}
	return os.NewSyscallError("prlimit64", unix.Prlimit(0, unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: limit, Max: now.Max}, nil))
}
