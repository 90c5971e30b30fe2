package sockets

import (
	"os"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Hold is one system call on a copy of another process's descriptor (pidfd_getfd(2)): the descriptor is copied, checked
// to be of the expected socket, used for the call, and closed. While the copy exists, a close by the other process does
// not close its socket: its peer sees no FIN, its epoll continues to report a closed descriptor, and if ours is the
// last descriptor, SO_LINGER makes our close wait instead of the other's. So nothing is allocated, printed or scheduled
// while a copy is held, and a copy serves one call.
//
// A Hold is prepared by one of the methods Getsockopt, Setsockopt, Fcntl, Shutdown and Receive, and executed once, by
// Make.
type Hold struct {
	Process Process
	FD      int    // in that process
	Inode   uint64 // of the expected socket

	// Results, valid once Make has returned.
	Result    int        // of the call
	CopyErrno unix.Errno // why the descriptor could not be copied, or 0
	Errno     unix.Errno // of the call
	Other     bool       // the descriptor now refers to another socket or file, so the call was not made
	After     After      // whether the other process still had the descriptor after the call

	trap   uintptr
	args   [4]uintptr
	value  []byte        // what args point to
	size   uint32        // the length of value, which getsockopt changes
	self   int           // this process
	stat   unix.Stat_t   // of the copy
	begin  unix.Timespec // before the copy was made
	closed unix.Timespec // after it was closed
}

// After says whether the other process still had the descriptor while a copy was held (kcmp(2), KCMP_FILE).
type After uint8

// The possible values.
const (
	AfterUnknown After = iota // kcmp is not available, or not permitted
	AfterKept                 // it still had the descriptor
	AfterLetGo                // it has closed it in the meantime, or reused its number
)

// kcmpFile is KCMP_FILE, include/uapi/linux/kcmp.h.
const kcmpFile = 0

// Getsockopt prepares getsockopt(2). See [Linux.Getsockopt] about the lengths.
func (h *Hold) Getsockopt(level, option int, value []byte) {
	h.value, h.size = value, uint32(len(value)/optionUnit(level, option))
	h.call(unix.SYS_GETSOCKOPT, uintptr(level), uintptr(option), h.buffer(), uintptr(unsafe.Pointer(&h.size)))
}

// Setsockopt prepares setsockopt(2). The value must not contain a pointer.
func (h *Hold) Setsockopt(level, option int, value []byte) {
	h.value = value
	h.call(unix.SYS_SETSOCKOPT, uintptr(level), uintptr(option), h.buffer(), uintptr(len(value)))
}

// Fcntl prepares fcntl(2), whose result goes to Result.
func (h *Hold) Fcntl(cmd, arg int) { h.call(unix.SYS_FCNTL, uintptr(cmd), uintptr(arg), 0, 0) }

// Shutdown prepares shutdown(2).
func (h *Hold) Shutdown(how int) { h.call(unix.SYS_SHUTDOWN, uintptr(how), 0, 0, 0) }

// Receive prepares recv(2) with MSG_DONTWAIT: the other process never gets these bytes. Result is their number.
func (h *Hold) Receive(room []byte) {
	h.value = room
	h.call(unix.SYS_RECVFROM, h.buffer(), uintptr(len(room)), unix.MSG_DONTWAIT, 0)
}

// call stores the arguments as numbers: what they point to belongs to h, which is on the heap because Make is called by
// another thread, and heap memory does not move.
func (h *Hold) call(trap uintptr, args ...uintptr) {
	h.trap, h.self = trap, os.Getpid()
	copy(h.args[:], args)
}

func (h *Hold) buffer() uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(h.value))) }

// Make makes the call. The goroutine must be locked to a thread that has no preemption signal of Go, and a timer that
// interrupts blocked calls (SO_LINGER): the close may be the last one, and kcmp may close another socket that has since
// got that number.
//
// Between the copy and the close, no call informs Go's scheduler and no function checks its stack, so the thread can't
// be given to other work. The close does inform it, because it may block.
//
//go:nosplit
func (h *Hold) Make() {
	clock(&h.begin)
	made, _, errno := unix.RawSyscall(unix.SYS_PIDFD_GETFD, uintptr(h.Process.fd), uintptr(h.FD), 0)
	if h.CopyErrno = errno; errno != 0 {
		return
	}
	_, _, errno = unix.RawSyscall(unix.SYS_FSTAT, made, uintptr(unsafe.Pointer(&h.stat)), 0)
	h.Other = errno != 0 || h.stat.Mode&unix.S_IFMT != unix.S_IFSOCK || h.stat.Ino != h.Inode
	if !h.Other {
		var r uintptr
		r, _, h.Errno = unix.RawSyscall6(h.trap, made, h.args[0], h.args[1], h.args[2], h.args[3], 0)
		h.Result = int(r)
		r, _, errno = unix.RawSyscall6(unix.SYS_KCMP, uintptr(h.self), uintptr(h.Process.PID), kcmpFile, made, uintptr(h.FD), 0)
		switch {
		case errno == unix.EBADF || errno == unix.ESRCH || errno == 0 && r != 0:
			h.After = AfterLetGo
		case errno == 0:
			h.After = AfterKept
		}
	}
	_, _, _ = unix.Syscall(unix.SYS_CLOSE, made, 0, 0)
	clock(&h.closed)
	runtime.KeepAlive(h)
}

// clock reads CLOCK_MONOTONIC with a system call: the functions of package time check their stack.
//
//go:nosplit
func clock(to *unix.Timespec) {
	_, _, _ = unix.RawSyscall(unix.SYS_CLOCK_GETTIME, unix.CLOCK_MONOTONIC, uintptr(unsafe.Pointer(to)), 0)
}

// Held returns how long the copy was held, from before it was made until it was closed; 0 if there was none.
func (h *Hold) Held() time.Duration {
	if h.CopyErrno != 0 {
		return 0
	}
	return time.Duration(h.closed.Nano() - h.begin.Nano())
}

// Value returns what getsockopt(2) has filled in.
func (h *Hold) Value() []byte {
	size := int(h.size) * optionUnit(int(h.args[0]), int(h.args[1]))
	return h.value[:min(size, len(h.value))]
}
