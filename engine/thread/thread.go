// Package thread makes calls that may sleep on a thread of their own, where they can be seen to
// fall asleep and can be interrupted.
package thread

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// Thread makes one call which may sleep. Its methods may be called from any goroutine.
type Thread struct {
	lock sync.Mutex // held while the ID is set, cleared, and sent a signal
	id   int        // 0 if there is none
}

// starting stands for the ID of a thread that has not reached its call yet.
const starting = -1

func (t *Thread) set(id int) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.id = id
}

func (t *Thread) get() int {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.id
}

// Own gives the goroutine a thread of its own, until done is called, on which Go's signal
// for preemption is blocked: it would end calls with an unexpected EINTR, even a poll that does
// not wait.
func Own() (done func()) {
	runtime.LockOSThread()
	var urgent, before unix.Sigset_t
	urgent.Val[0] = 1 << (unix.SIGURG - 1)
	_ = unix.PthreadSigmask(unix.SIG_BLOCK, &urgent, &before)
	return func() {
		_ = unix.PthreadSigmask(unix.SIG_SETMASK, &before, nil)
		runtime.UnlockOSThread()
	}
}

// Run calls f on a new goroutine with a thread of its own, and then done, once that thread is
// given back. It interrupts the call at the deadline, if that is not zero.
func (t *Thread) Run(deadline time.Time, f, done func()) {
	t.set(starting)
	stop := func() bool { return false }
	if !deadline.IsZero() {
		stop = time.AfterFunc(time.Until(deadline), t.Interrupt).Stop
	}
	go func() {
		t.call(f)
		stop()
		done()
	}()
}

// call calls f on the thread, and publishes the thread's ID for as long as that takes.
func (t *Thread) call(f func()) {
	defer Own()()
	t.set(unix.Gettid())
	defer t.set(0)
	f()
}

// InterruptTime bounds how long Interrupt repeats its signal.
const InterruptTime = time.Second

// Interrupt makes the call on the thread return EINTR. A signal that comes just
// before the call is lost, so this repeats it until the call has returned.
func (t *Thread) Interrupt() {
	for deadline := time.Now().Add(InterruptTime); time.Now().Before(deadline) && t.signal(); {
		time.Sleep(time.Millisecond)
	}
}

// signal sends one signal, and reports whether there is still a call to interrupt.
func (t *Thread) signal() bool {
	t.lock.Lock()
	defer t.lock.Unlock()
	return t.id == starting || t.id != 0 && unix.Tgkill(os.Getpid(), t.id, InterruptSignal) == nil
}

// Entered waits until the call is asleep in the kernel, or has returned: what comes next
// can't take the call's descriptor away from it. It checks a bounded number of times, for about
// a second.
func (t *Thread) Entered() {
	const looks = 100_000
	for range looks {
		if id := t.get(); id == 0 || id != starting && asleep(id) {
			return
		}
		runtime.Gosched()
	}
}

// asleep reports whether a thread sleeps inside a system call.
func asleep(id int) bool {
	// "running", or the number of the call and its arguments (proc_pid_syscall(5))
	text, err := os.ReadFile(fmt.Sprintf("/proc/self/task/%d/syscall", id))
	if err != nil {
		return true // without /proc, or out of descriptors, there is no way to know
	}
	number, _, _ := bytes.Cut(text, []byte(" "))
	call, err := strconv.Atoi(string(number))
	return err == nil && call != unix.SYS_FUTEX // Go's scheduler waits in futex
}
