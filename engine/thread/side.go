package thread

import (
	"math"
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// Side runs functions on a thread beside the others, which has a table of descriptors of its own.
// What they open there takes no number that a call elsewhere would get. Its methods belong to one
// goroutine.
type Side struct {
	work chan func()
	done chan struct{}
}

// NewSide starts the thread. It holds no socket of the process.
func NewSide() *Side {
	s := &Side{make(chan func()), make(chan struct{})}
	go s.begin()
	<-s.done
	return s
}

// Do runs a function there, and waits for it.
func (s *Side) Do(f func()) {
	s.work <- f
	<-s.done
}

// Close ends the thread; what is still open there is closed with it.
func (s *Side) Close() { close(s.work) }

// begin runs functions on this thread, or on another if this is the process's first: whoever
// looks at the process from outside sees the descriptors of that one.
func (s *Side) begin() {
	runtime.LockOSThread() // forever: the thread ends with the goroutine
	if unix.Gettid() == unix.Getpid() {
		defer runtime.UnlockOSThread()
		begun := make(chan struct{})
		go func() {
			close(begun)
			s.begin()
		}()
		<-begun // while this thread is taken
		return
	}
	part()
	s.done <- struct{}{}
	for f := range s.work {
		f()
		s.done <- struct{}{}
	}
}

// part gives this thread a table of descriptors of its own, without sockets. The others stay in
// it, because two of them are Go's poller, which may be asked on any thread.
func part() {
	startPoller()
	highest := highest()
	// A range in which nothing is open: this only parts the tables. Kernels before 5.9 can't do
	// it, and the functions share everybody's table.
	if unix.CloseRange(uint(highest+1), math.MaxUint32, unix.CLOSE_RANGE_UNSHARE) != nil {
		return
	}
	for fd := range highest + 1 {
		var stat unix.Stat_t
		if unix.Fstat(fd, &stat) == nil && stat.Mode&unix.S_IFMT == unix.S_IFSOCK {
			_ = unix.Close(fd)
		}
	}
}

// startPoller has Go open its poller, which it does with the first file that can wait. Opened later, it would be
// missing in a table that has been parted, and the program would end when it is asked on that thread.
func startPoller() {
	if r, w, err := os.Pipe(); err == nil {
		_, _ = r.Close(), w.Close()
	}
}

// highest is the highest descriptor that is open.
func highest() int {
	const without = 1 << 10 // if there is no /proc
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return without
	}
	most := 0
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil {
			most = max(most, fd)
		}
	}
	return most
}
