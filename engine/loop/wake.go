package loop

import (
	"os"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// waker ends a wait from another goroutine, with an eventfd(2) in the interest list.
type waker struct {
	lock  sync.Mutex // held while the descriptor is opened, closed or written
	fd    int        // -1 means none
	asked atomic.Bool
}

func (w *waker) open() error {
	w.lock.Lock()
	defer w.lock.Unlock()
	fd, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	w.fd = fd
	return os.NewSyscallError("eventfd2", err)
}

func (w *waker) close() {
	w.lock.Lock()
	defer w.lock.Unlock()
	if w.fd >= 0 {
		_ = unix.Close(w.fd)
		w.fd = -1
	}
}

// ring makes the wait in progress, or the next one, return at once. Until the loop has woken, one ring is enough.
func (w *waker) ring() {
	if w.asked.Swap(true) {
		return
	}
	w.lock.Lock()
	defer w.lock.Unlock()
	if w.fd >= 0 {
		one := [8]byte{1}
		_, _ = unix.Write(w.fd, one[:])
	}
}

// pending reports whether ring was called since the loop last woke.
func (w *waker) pending() bool { return w.asked.Load() }

// awake records that the loop is awake: from now on, ring wakes it again.
func (w *waker) awake() {
	if w.asked.Load() {
		w.asked.Store(false)
	}
}

// drain reads the eventfd, so that it is no longer ready.
func (w *waker) drain() {
	var count [8]byte
	_, _ = unix.Read(w.fd, count[:])
}

// Wake ends the loop's sleep. It may be called from any goroutine.
func (l *Loop) Wake() { l.wake.ring() }
