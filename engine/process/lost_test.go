package process

import (
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// TestTheFirstThreadIsNotLost calls OnLostThread many times while the first thread is idle.
func TestTheFirstThreadIsNotLost(t *testing.T) {
	runtime.LockOSThread() // as an engine's goroutine does, so that other threads have to take over
	defer runtime.UnlockOSThread()
	used := map[int]bool{}
	for range 300 {
		n, err := OnLostThread(func() error { return nil }, func() (int, error) { return unix.Gettid(), nil })
		if err != nil {
			t.Fatal(err)
		}
		used[n] = true
	}
	if used[unix.Getpid()] {
		t.Error("the first thread has been used")
	}
}
