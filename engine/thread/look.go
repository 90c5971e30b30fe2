package thread

import (
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// LookTime is how long a call of a look may sleep before it is interrupted, again and again.
const LookTime = 10 * time.Millisecond

// Look calls f, which looks at descriptors of other processes, on this thread, and interrupts what
// sleeps there. To show a file of /proc/PID/fd or fdinfo, and to compare or copy one, the kernel takes
// a reference to it for a moment (fs/proc/fd.c). If its process closes its own meanwhile, that of the look
// is the last one, and the close is made by whoever looked: with SO_LINGER it waits for as long as that
// program has set. A signal ends this wait, and the kernel goes on with the close by itself.
//
// The signal comes from a timer of the kernel (timer_create(2), SIGEV_THREAD_ID), not from another
// goroutine: what sleeps may be a call that Go's scheduler has not been told of. Where there is no such
// timer the look is made without.
func Look(f func()) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer interruptEvery(LookTime)()
	f()
}

// interruptEvery sends this thread the signal again and again, until stop is called on it.
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
	return func() { // a signal under way comes before this call returns
		_, _, _ = unix.RawSyscall(unix.SYS_TIMER_DELETE, uintptr(timer), 0, 0)
	}
}

// sigevThreadID is SIGEV_THREAD_ID, include/uapi/asm-generic/siginfo.h: the signal goes to one thread.
const sigevThreadID = 4
