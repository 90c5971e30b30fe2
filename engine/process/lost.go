package process

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// OnLostThread starts a process from a thread that prepare has changed in a way that cannot be undone. The thread ends
// with its goroutine, which never unlocks it (runtime.LockOSThread). OnLostThread returns the error of prepare or
// start.
//
// It does not use the first thread of the process: Go can't end that one and would keep it as it is. With its own
// descriptor table it would forever hold open what the other threads close.
func OnLostThread(prepare func() error, start func() (pid int, err error)) (pid int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		if unix.Gettid() == unix.Getpid() {
			defer runtime.UnlockOSThread()
			pid, err = OnLostThread(prepare, start) // on another thread: this one is taken
			return
		}
		if err = prepare(); err == nil {
			pid, err = start()
		}
	}()
	<-done
	return pid, err
}
