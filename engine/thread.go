package engine

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// thread is the operating system's thread that makes one call which may sleep.
type thread struct{ id atomic.Int32 } // 0 where there is none

// starting stands for the ID of a thread that has not got to its call yet.
const starting = -1

// run makes f on a thread of its own, known by its ID for as long as that takes.
// Go's own signal for preemption is held off: it would end calls with an EINTR
// that nobody asked for.
func (t *thread) run(f func() Result) Result {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var urgent, before unix.Sigset_t
	urgent.Val[0] = 1 << (unix.SIGURG - 1)
	_ = unix.PthreadSigmask(unix.SIG_BLOCK, &urgent, &before)
	defer func() { _ = unix.PthreadSigmask(unix.SIG_SETMASK, &before, nil) }()
	t.id.Store(int32(unix.Gettid()))
	defer t.id.Store(0)
	return f()
}

// interruptTime bounds how long interrupt repeats its signal.
const interruptTime = time.Second

// interrupt makes the call on the thread return EINTR. A signal that comes just
// before the call is lost, so this repeats it until the call has returned.
func (t *thread) interrupt() {
	for deadline := time.Now().Add(interruptTime); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		id := t.id.Load()
		if id == 0 || id != starting && unix.Tgkill(os.Getpid(), int(id), interruptSignal) != nil {
			return
		}
	}
}

// asleep tells whether the thread sleeps inside a system call.
func (t *thread) asleep() bool {
	id := t.id.Load()
	if id == 0 || id == starting {
		return false
	}
	// "running", or the number of the call and its arguments (proc_pid_syscall(5))
	text, err := os.ReadFile(fmt.Sprintf("/proc/self/task/%d/syscall", id))
	number, _, _ := bytes.Cut(text, []byte(" "))
	call, bad := strconv.Atoi(string(number))
	return err == nil && bad == nil && call != unix.SYS_FUTEX // Go's scheduler waits in futex
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
