package sockets

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Bare makes system calls without telling Go's scheduler: 35 to 65 ns less a call, and the
// scheduler's monitor thread stays asleep. So it is only for non-blocking sockets and calls
// with MSG_DONTWAIT. Waits that may be long tell the scheduler.
type Bare struct {
	// Brief means that no wait is long, because something is always due soon, such as a periodic timer.
	Brief bool
}

var _ Calls = Bare{}

// Accept4 wraps accept4(2).
func (Bare) Accept4(fd, flags int) (int, unix.Errno) {
	conn, _, errno := syscall.RawSyscall6(unix.SYS_ACCEPT4, uintptr(fd), 0, 0, uintptr(flags), 0, 0)
	return int(conn), errno
}

// Recv wraps recvfrom(2). Like Send, it is small enough to be inlined: one return less after each system call is half a
// percent of a busy server's time.
func (Bare) Recv(fd int, p []byte) (n int, errno unix.Errno) {
	r, _, errno := syscall.RawSyscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), RecvFlags, 0, 0)
	return int(r), errno
}

// Send wraps sendto(2).
func (Bare) Send(fd int, p []byte) (n int, errno unix.Errno) {
	r, _, errno := syscall.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), SendFlags, 0, 0)
	return int(r), errno
}

// Recvfrom wraps recvfrom(2).
func (Bare) Recvfrom(fd int, p []byte, flags int, from *RawAddr) (int, unix.Errno) {
	from.Size = uint32(len(from.Bytes))
	n, _, errno := syscall.RawSyscall6(unix.SYS_RECVFROM, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), uintptr(flags),
		uintptr(unsafe.Pointer(&from.Bytes)), uintptr(unsafe.Pointer(&from.Size)))
	return int(n), errno
}

// Sendto wraps sendto(2).
func (Bare) Sendto(fd int, p []byte, flags int, to *RawAddr) (int, unix.Errno) {
	n, _, errno := syscall.RawSyscall6(unix.SYS_SENDTO, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), uintptr(flags),
		uintptr(unsafe.Pointer(&to.Bytes)), uintptr(to.Size))
	return int(n), errno
}

// Setsockopt wraps setsockopt(2).
func (Bare) Setsockopt(fd, level, option int, value []byte) unix.Errno {
	_, _, errno := syscall.RawSyscall6(unix.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option),
		uintptr(unsafe.Pointer(unsafe.SliceData(value))), uintptr(len(value)), 0)
	return errno
}

// Shutdown wraps shutdown(2).
func (Bare) Shutdown(fd, how int) unix.Errno {
	_, _, errno := syscall.RawSyscall(unix.SYS_SHUTDOWN, uintptr(fd), uintptr(how), 0)
	return errno
}

// Close wraps close(2).
func (Bare) Close(fd int) unix.Errno {
	_, _, errno := syscall.RawSyscall(unix.SYS_CLOSE, uintptr(fd), 0, 0)
	return errno
}

// EpollCtl wraps epoll_ctl(2).
func (Bare) EpollCtl(epfd, op, fd int, events uint32) unix.Errno {
	event := unix.EpollEvent{Events: events, Fd: int32(fd)}
	_, _, errno := syscall.RawSyscall6(unix.SYS_EPOLL_CTL, uintptr(epfd), uintptr(op), uintptr(fd), uintptr(unsafe.Pointer(&event)), 0, 0)
	return errno
}
