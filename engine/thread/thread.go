// Package thread makes calls that may sleep on threads of their own, where it can detect that they sleep, and can
// interrupt them.
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

// Thread makes one call that may sleep. Its methods may be called from any goroutine.
type Thread struct {
	lock sync.Mutex // held while the ID is set or cleared, and while a signal is sent
	id   int        // 0 if there is none
}

// starting is used as the ID of a thread that has not reached its call yet.
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

// Own locks the goroutine to a thread until done is called, and blocks Go's preemption signal on it: it would end calls
// with an unexpected EINTR, even a poll that does not wait.
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

// Run calls f on a new goroutine with its own thread, and then done, once that thread is released. It interrupts f at
// the deadline, unless that is zero.
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

// call runs f on its own thread, and publishes the thread's ID meanwhile.
func (t *Thread) call(f func()) {
	defer Own()()
	t.set(unix.Gettid())
	defer t.set(0)
	f()
}

// InterruptTime bounds how long Interrupt repeats its signal.
const InterruptTime = time.Second

// Interrupt makes the call on the thread return EINTR. A signal that arrives just before the call is lost, so Interrupt
// repeats it until the call has returned.
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

// Entered waits until the call is asleep in the kernel or has returned, so that what follows can't take the call's
// descriptor away from it. It checks a bounded number of times, for about a second.
func (t *Thread) Entered() {
	const looks = 100_000
	for range looks {
		if id := t.get(); id == 0 || id != starting && asleep(id) {
			return
		}
		runtime.Gosched()
	}
}

// asleep reports whether a thread is asleep in a system call.
func asleep(id int) bool {
	// The file holds "running", or the number of the call and its arguments (proc_pid_syscall(5)).
	text, err := os.ReadFile(fmt.Sprintf("/proc/self/task/%d/syscall", id))
	if err != nil {
		return true // unknown without /proc or a free descriptor
	}
	number, _, _ := bytes.Cut(text, []byte(" "))
	call, err := strconv.Atoi(string(number))
	return err == nil && call != unix.SYS_FUTEX // Go's scheduler waits in futex
}
