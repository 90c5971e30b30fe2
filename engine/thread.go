package engine

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
	"unsafe"

	"netnet-tui/engine/step"

	"golang.org/x/sys/unix"
)

// thread is the operating system's thread that makes one call which may sleep.
type thread struct {
	lock sync.Mutex // held while the ID is set, cleared, and sent a signal
	id   int        // 0 where there is none
}

// starting stands for the ID of a thread that has not got to its call yet.
const starting = -1

func (t *thread) set(id int) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.id = id
}

func (t *thread) get() int {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.id
}

// ownThread gives the goroutine a thread of its own on which Go's signal for
// preemption is held off: it would end calls with an EINTR that nobody asked for,
// even a poll that only looks.
func ownThread() (done func()) {
	runtime.LockOSThread()
	var urgent, before unix.Sigset_t
	urgent.Val[0] = 1 << (unix.SIGURG - 1)
	_ = unix.PthreadSigmask(unix.SIG_BLOCK, &urgent, &before)
	return func() {
		_ = unix.PthreadSigmask(unix.SIG_SETMASK, &before, nil)
		runtime.UnlockOSThread()
	}
}

// run makes f on a thread of its own, known by its ID for as long as that takes.
func (t *thread) run(f func() step.Result) step.Result {
	defer ownThread()()
	t.set(unix.Gettid())
	defer t.set(0)
	return f()
}

// interruptTime bounds how long interrupt repeats its signal.
const interruptTime = time.Second

// interrupt makes the call on the thread return EINTR. A signal that comes just
// before the call is lost, so this repeats it until the call has returned.
func (t *thread) interrupt() {
	for deadline := time.Now().Add(interruptTime); time.Now().Before(deadline) && t.signal(); {
		time.Sleep(time.Millisecond)
	}
}

// signal sends one signal; false where there is no call to interrupt any more.
func (t *thread) signal() bool {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.id == starting || t.id != 0 && unix.Tgkill(os.Getpid(), t.id, interruptSignal) == nil
}

// entered waits until the call is in the kernel, asleep, or has returned: what
// comes next can't take the call's descriptor from under it. It looks a bounded
// number of times, about as long as a second.
func (t *thread) entered() {
	const looks = 100_000
	for range looks {
		if id := t.get(); id == 0 || id != starting && asleep(id) {
			return
		}
		runtime.Gosched()
	}
}

// asleep tells whether a thread sleeps inside a system call.
func asleep(id int) bool {
	// "running", or the number of the call and its arguments (proc_pid_syscall(5))
	text, err := os.ReadFile(fmt.Sprintf("/proc/self/task/%d/syscall", id))
	if err != nil {
		return true // without /proc, or without a descriptor left, nobody can tell
	}
	number, _, _ := bytes.Cut(text, []byte(" "))
	call, err := strconv.Atoi(string(number))
	return err == nil && call != unix.SYS_FUTEX // Go's scheduler waits in futex
}

// interruptSignal is a real-time signal that nothing else uses.
const interruptSignal = unix.Signal(50)

// saRestart is SA_RESTART, include/uapi/asm-generic/signal-defs.h.
const saRestart = 0x10000000

// allowInterrupts makes the signal end a sleeping call with EINTR. Go installs its
// handlers so that the kernel takes such calls up again; that flag is taken off.
func allowInterrupts() error {
	var action struct { // struct sigaction as the kernel has it on 64-bit machines
		handler  uintptr
		flags    uint64
		restorer uintptr
		mask     uint64
	}
	const maskSize = 8
	_, _, errno := unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(interruptSignal), 0, uintptr(unsafe.Pointer(&action)), maskSize, 0, 0)
	if errno != 0 || action.handler == 0 {
		return fmt.Errorf("signal %d has no handler to borrow: calls can't be interrupted here", interruptSignal)
	}
	action.flags &^= saRestart
	_, _, errno = unix.RawSyscall6(unix.SYS_RT_SIGACTION, uintptr(interruptSignal), uintptr(unsafe.Pointer(&action)), 0, maskSize, 0, 0)
	if errno != 0 {
		return os.NewSyscallError("rt_sigaction", errno)
	}
	return nil
}
