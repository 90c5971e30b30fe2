package thread

import (
	"math"
	"os"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// Side runs functions on a thread with its own descriptor table. What they open there takes no descriptor number that a
// call elsewhere would get. Its methods belong to one goroutine.
type Side struct {
	work chan func()
	done chan struct{}
}

// NewSide starts the thread, which holds none of the process's sockets.
func NewSide() *Side {
	s := &Side{make(chan func()), make(chan struct{})}
	go s.begin()
	<-s.done
	return s
}

// Do runs f on that thread, and waits for it.
func (s *Side) Do(f func()) {
	s.work <- f
	<-s.done
}

// Close ends the thread, which closes what is still open there.
func (s *Side) Close() { close(s.work) }

// begin runs functions on this thread, or on another if this is the process's first: /proc/PID/fd shows the descriptor
// table of that one.
func (s *Side) begin() {
	runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
	if unix.Gettid() == unix.Getpid() {
		defer runtime.UnlockOSThread()
		begun := make(chan struct{})
		go func() {
			close(begun)
			s.begin()
		}()
		<-begun // until then this thread is taken
		return
	}
	part()
	s.done <- struct{}{}
	for f := range s.work {
		f()
		s.done <- struct{}{}
	}
}

// part gives this thread its own descriptor table, without sockets. The other descriptors stay in it, because two of
// them belong to Go's poller, which may run on any thread.
func part() {
	startPoller()
	highest := highest()
	// Nothing is open in this range: the call only unshares the table. Kernels before 5.9 lack it, and the functions
	// then use the shared table.
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

// startPoller makes Go open its poller, which it does with the first file that can block. If it were opened later, it
// would be missing from the unshared table, and the program would crash when the poller runs on that thread.
func startPoller() {
	if r, w, err := os.Pipe(); err == nil {
		_, _ = r.Close(), w.Close()
	}
}

// highest returns the highest open descriptor.
func highest() int {
	const without = 1 << 10 // used if there is no /proc
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
