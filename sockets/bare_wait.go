package sockets

import (
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// nap is how long a wait sleeps before it informs Go's scheduler. A sleep that the scheduler knows of gives up the
// processor and has to get it back afterwards, which with one busy connection costs a seventh of the speed; a sleep it
// does not know of keeps a processor from the rest of the program. A busy loop seldom sleeps this long.
const nap = 5 * time.Millisecond

// split divides a timeout into a nap and the rest, which may be 0.
func (b Bare) split(timeout time.Duration) (first, rest time.Duration) {
	switch {
	case b.Brief:
		return timeout, 0
	case timeout < 0:
		return nap, Forever
	case timeout <= nap:
		return timeout, 0
	}
	return nap, timeout - nap
}

// Poll wraps poll(2) with ppoll(2), which every architecture has.
func (b Bare) Poll(fds []unix.PollFd, timeout time.Duration) (int, unix.Errno) {
	first, rest := b.split(timeout)
	limit := timespec(first)
	n, _, errno := syscall.RawSyscall6(unix.SYS_PPOLL, uintptr(unsafe.Pointer(unsafe.SliceData(fds))), uintptr(len(fds)),
		uintptr(unsafe.Pointer(limit)), 0, 0, 0)
	if n == 0 && rest != 0 {
		limit = timespec(rest)
		n, _, errno = unix.Syscall6(unix.SYS_PPOLL, uintptr(unsafe.Pointer(unsafe.SliceData(fds))), uintptr(len(fds)),
			uintptr(unsafe.Pointer(limit)), 0, 0, 0)
	}
	return int(n), errno
}

// Select wraps select(2) with pselect6(2), which every architecture has.
func (b Bare) Select(sets *FdSets, timeout time.Duration) (int, unix.Errno) {
	asked := *sets
	first, rest := b.split(timeout)
	limit := timespec(first)
	n, _, errno := syscall.RawSyscall6(unix.SYS_PSELECT6, uintptr(sets.N), uintptr(unsafe.Pointer(&sets.Read)),
		uintptr(unsafe.Pointer(&sets.Write)), uintptr(unsafe.Pointer(&sets.Except)), uintptr(unsafe.Pointer(limit)), 0)
	if n == 0 && rest != 0 {
		*sets = asked
		limit = timespec(rest)
		n, _, errno = unix.Syscall6(unix.SYS_PSELECT6, uintptr(sets.N), uintptr(unsafe.Pointer(&sets.Read)),
			uintptr(unsafe.Pointer(&sets.Write)), uintptr(unsafe.Pointer(&sets.Except)), uintptr(unsafe.Pointer(limit)), 0)
	}
	return int(n), errno
}

// EpollWait wraps epoll_wait(2) with epoll_pwait(2), which every architecture has.
func (b Bare) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, unix.Errno) {
	first, rest := b.split(timeout)
	n, _, errno := syscall.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(epfd), uintptr(unsafe.Pointer(unsafe.SliceData(events))),
		uintptr(len(events)), uintptr(Milliseconds(first)), 0, 0)
	if n == 0 && rest != 0 {
		n, _, errno = unix.Syscall6(unix.SYS_EPOLL_PWAIT, uintptr(epfd), uintptr(unsafe.Pointer(unsafe.SliceData(events))),
			uintptr(len(events)), uintptr(Milliseconds(rest)), 0, 0)
	}
	return int(n), errno
}

// timespec converts a timeout for the kernel; nil waits forever.
func timespec(timeout time.Duration) *unix.Timespec {
	if timeout < 0 {
		return nil
	}
	ts := unix.NsecToTimespec(timeout.Nanoseconds())
	return &ts
}
