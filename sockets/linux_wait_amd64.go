package sockets

import (
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The waits of this architecture. [unix.Poll] and its relatives make the newer calls, ppoll(2) and so on, but a trace
// must name the call that was made.
const (
	pollCall      = "poll"
	selectCall    = "select"
	epollWaitCall = "epoll_wait"
)

// Poll wraps poll(2).
func (Linux) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	n, _, errno := unix.Syscall(unix.SYS_POLL, uintptr(unsafe.Pointer(unsafe.SliceData(fds))), uintptr(len(fds)), uintptr(Milliseconds(timeout)))
	return int(n), failed(pollCall, errno)
}

// Select wraps select(2).
func (Linux) Select(sets *FdSets, timeout time.Duration) (int, error) {
	var limit *unix.Timeval
	if timeout >= 0 {
		tv := unix.NsecToTimeval(timeout.Nanoseconds())
		limit = &tv
	}
	n, _, errno := unix.Syscall6(unix.SYS_SELECT, uintptr(sets.N), uintptr(unsafe.Pointer(&sets.Read)),
		uintptr(unsafe.Pointer(&sets.Write)), uintptr(unsafe.Pointer(&sets.Except)), uintptr(unsafe.Pointer(limit)), 0)
	return int(n), failed(selectCall, errno)
}

// EpollWait wraps epoll_wait(2).
func (Linux) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	n, _, errno := unix.Syscall6(unix.SYS_EPOLL_WAIT, uintptr(epfd), uintptr(unsafe.Pointer(unsafe.SliceData(events))),
		uintptr(len(events)), uintptr(Milliseconds(timeout)), 0, 0)
	return int(n), failed(epollWaitCall, errno)
}
