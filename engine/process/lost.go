package process

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// OnLostThread starts a process on a thread that prepare changes first, in a way that
// cannot be undone. The thread ends with its goroutine, which never unlocks it
// (runtime.LockOSThread). It returns what prepare or start fails with.
//
// The first thread of a process is not used: Go can't end it and keeps it as it is. With a table
// of descriptors of its own, it would hold open for ever what the others close.
func OnLostThread(prepare func() error, start func() (pid int, err error)) (pid int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		if unix.Gettid() == unix.Getpid() {
			defer runtime.UnlockOSThread()
			pid, err = OnLostThread(prepare, start) // on another, for this one is taken
			return
		}
		if err = prepare(); err == nil {
			pid, err = start()
		}
	}()
	<-done
	return pid, err
}
