package thread

import (
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// LookTime is how long a system call within Look may sleep before each interrupt.
const LookTime = 10 * time.Millisecond

// Look calls f, which inspects descriptors of other processes, on the current thread, and interrupts calls that sleep
// in it. To show a file of /proc/PID/fd or fdinfo, or to compare or copy a descriptor, the kernel briefly takes a
// reference to the open file (fs/proc/fd.c). If the process closes its descriptor meanwhile, our reference is the last
// one, and this thread makes the close: with SO_LINGER it waits for as long as that program has set. A signal ends this
// wait, and the kernel finishes the close in the background.
//
// The signal comes from a kernel timer (timer_create(2), SIGEV_THREAD_ID), not from another goroutine: the sleeping
// call may be one that Go's scheduler does not know of. Without such a timer f is called without interrupts.
func Look(f func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer interruptEvery(LookTime)()
	f()
}

// interruptEvery sends InterruptSignal to this thread every d, until stop is called on the same thread.
func interruptEvery(d time.Duration) (stop func()) {
	event := struct { // struct sigevent, include/uapi/asm-generic/siginfo.h
		value          uint64
		signal, notify int32
		thread         int32
		_              [11]int32
	}{signal: int32(InterruptSignal), notify: sigevThreadID, thread: int32(unix.Gettid())}
	var timer int32
	_, _, errno := unix.RawSyscall(unix.SYS_TIMER_CREATE, unix.CLOCK_MONOTONIC, uintptr(unsafe.Pointer(&event)), uintptr(unsafe.Pointer(&timer)))
	if errno != 0 {
		return func() {}
	}
	every := unix.NsecToTimespec(d.Nanoseconds())
	times := unix.ItimerSpec{Interval: every, Value: every}
	_, _, _ = unix.RawSyscall6(unix.SYS_TIMER_SETTIME, uintptr(timer), 0, uintptr(unsafe.Pointer(&times)), 0, 0, 0)
	return func() { // a pending signal arrives before this call returns
		_, _, _ = unix.RawSyscall(unix.SYS_TIMER_DELETE, uintptr(timer), 0, 0)
	}
}

// sigevThreadID is SIGEV_THREAD_ID, include/uapi/asm-generic/siginfo.h: the signal goes to one thread.
const sigevThreadID = 4
