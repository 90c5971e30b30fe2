package thread

import "golang.org/x/sys/unix"

// schedFIFO and resetOnFork are SCHED_FIFO and SCHED_FLAG_RESET_ON_FORK, include/uapi/linux/sched.h.
const (
	schedFIFO   = 1
	resetOnFork = 1
)

// Steady keeps ordinary threads from preempting the calling one (sched(7), SCHED_FIFO) if the process has CAP_SYS_NICE;
// otherwise it changes nothing. It is meant for a thread that does a little now and then. The goroutine stays locked to
// the thread until undo is called.
//
// A longer time slice, which any process may request since Linux 6.12, has the opposite effect: a thread with a shorter
// slice preempts it on wake-up (PREEMPT_SHORT, kernel/sched/features.h).
func Steady() (undo func()) {
	before, err := unix.SchedGetAttr(0, 0)
	first := unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: schedFIFO, Priority: 1, Flags: resetOnFork}
	if err != nil || unix.SchedSetAttr(0, &first, 0) != nil {
		return func() {}
	}
	return func() { _ = unix.SchedSetAttr(0, before, 0) }
}
