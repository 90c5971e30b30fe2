package thread

import "golang.org/x/sys/unix"

// schedFIFO and resetOnFork are SCHED_FIFO and SCHED_FLAG_RESET_ON_FORK, include/uapi/linux/sched.h.
const (
	schedFIFO   = 1
	resetOnFork = 1
)

// Steady has no ordinary thread take the processor from the calling one (sched(7), SCHED_FIFO), where
// this process may ask for that (CAP_SYS_NICE), and changes nothing elsewhere. It is for one that does a
// little now and then. The goroutine has the thread for itself until undo is called.
//
// A longer slice, which everyone may ask for since Linux 6.12, does the opposite: a thread with a shorter
// one that wakes up comes first then (PREEMPT_SHORT, kernel/sched/features.h).
func Steady() (undo func()) {
	before, err := unix.SchedGetAttr(0, 0)
	first := unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: schedFIFO, Priority: 1, Flags: resetOnFork}
	if err != nil || unix.SchedSetAttr(0, &first, 0) != nil {
		return func() {}
	}
	return func() { _ = unix.SchedSetAttr(0, before, 0) }
}
