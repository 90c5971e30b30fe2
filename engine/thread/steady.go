package thread

import "golang.org/x/sys/unix"

// schedFIFO and resetOnFork are SCHED_FIFO and SCHED_FLAG_RESET_ON_FORK, include/uapi/linux/sched.h.
const (
	schedFIFO   = 1
	resetOnFork = 1
)

// longSlice is how long a thread without rights may ask to run before another gets its turn, in
// nanoseconds (since Linux 6.12; from 0.1 to 100 ms, kernel/sched/syscalls.c).
const longSlice = 20_000_000

// Steady makes it rare that the calling thread loses its processor, for as long as it only does a
// little now and then: no ordinary thread comes before it where this process may ask for that
// (CAP_SYS_NICE, sched(7)), and otherwise its turns are longer. The goroutine has the thread for itself
// until undo is called.
func Steady() (undo func()) {
	before, err := unix.SchedGetAttr(0, 0)
	if err != nil {
		return func() {}
	}
	first := unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: schedFIFO, Priority: 1, Flags: resetOnFork}
	if unix.SchedSetAttr(0, &first, 0) != nil {
		longer := *before
		longer.Runtime = longSlice
		_ = unix.SchedSetAttr(0, &longer, 0)
	}
	return func() { _ = unix.SchedSetAttr(0, before, 0) }
}
