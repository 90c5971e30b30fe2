package thread

import (
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestInterrupt ends a read of an empty pipe: at its deadline, when interrupted, and when interrupted before it has
// begun.
func TestInterrupt(t *testing.T) {
	if err := AllowInterrupts(); err != nil {
		t.Skip(err)
	}
	for name, how := range map[string]struct {
		deadline  time.Time
		interrupt func(*Thread)
	}{
		"deadline":     {deadline: time.Now().Add(time.Millisecond)},
		"past":         {deadline: time.Now().Add(-time.Hour)},
		"asleep":       {interrupt: func(h *Thread) { h.Entered(); h.Interrupt() }},
		"not yet made": {interrupt: (*Thread).Interrupt},
	} {
		t.Run(name, func(t *testing.T) {
			var pipe [2]int
			if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
				t.Fatal(err)
			}
			defer unix.Close(pipe[0])
			defer unix.Close(pipe[1])
			var h Thread
			var err error
			done := make(chan struct{})
			h.Run(how.deadline, func() { _, err = unix.Read(pipe[0], make([]byte, 1)) }, func() { close(done) })
			if how.interrupt != nil {
				how.interrupt(&h)
			}
			<-done
			if err != unix.EINTR {
				t.Errorf("the read returned %v", err)
			}
			if h.Interrupt(); h.get() != 0 {
				t.Errorf("thread %d is still recorded", h.get())
			}
		})
	}
}

// TestOwn checks that Own blocks Go's preemption signal, and that done unblocks it.
func TestOwn(t *testing.T) {
	blocked := func() bool {
		var now unix.Sigset_t
		if err := unix.PthreadSigmask(unix.SIG_BLOCK, nil, &now); err != nil {
			t.Fatal(err)
		}
		return now.Val[0]&(1<<(unix.SIGURG-1)) != 0
	}
	done := Own()
	if !blocked() {
		t.Error("SIGURG is not blocked")
	}
	done()
}
