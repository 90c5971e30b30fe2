package process

import "runtime"

// OnLostThread starts a process on a thread that prepare changes first, in a way that
// cannot be undone. The thread ends with its goroutine, which never unlocks it
// (runtime.LockOSThread). It returns what prepare or start fails with.
func OnLostThread(prepare func() error, start func() (pid int, err error)) (pid int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		if err = prepare(); err == nil {
			pid, err = start()
		}
	}()
	<-done
	return pid, err
}
