package attach

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Process is a process whose sockets are inspected. Between two calls of its methods nothing of that process is held.
// The methods may be called from any goroutine; one call waits for another.
type Process struct {
	PID  int
	Name string // as shown by ps

	process sockets.Process
	lock    sync.Mutex
	swept   map[int]lastSweep // by descriptor
	closed  bool
}

// Open opens a process by its ID. The error is a [Refused].
func Open(pid int) (*Process, error) {
	process, err := sockets.OpenProcess(pid)
	if err != nil {
		return nil, refusedToOpen(pid, err)
	}
	name, _ := observe.ReadProc(procFile(pid, "comm"), commRoom)
	return &Process{PID: pid, Name: strings.TrimSpace(name), process: process, swept: map[int]lastSweep{}}, nil
}

// commRoom is larger than the name of a process (proc_pid_comm(5)).
const commRoom = 64

// Close releases the process. Nothing is left that could hold anything of it.
func (p *Process) Close() {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.closed {
		return
	}
	p.closed = true
	p.process.Close()
}

// lastSweep is a sweep of a socket, and when it was made.
type lastSweep struct {
	inode    uint64
	at       time.Time
	readings []Reading
}

// Copy makes a copy of a socket that the caller keeps, whatever that does to the process. The error is a [Refused], a
// [Gone], or says what else the descriptor refers to.
func (p *Process) Copy(fd int) (copied int, err error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	inode, what, err := p.inode(fd)
	switch {
	case err == nil && inode == 0:
		return -1, fmt.Errorf("descriptor %d of process %d (%s) is not a socket: it is %s", fd, p.PID, p.Name, what)
	case err != nil && !(sockets.Errno(err) == unix.ENOENT && p.visible()):
		// ENOENT is left to the call below if the folder is visible: it says that there is no such descriptor.
		return -1, p.refusedToLook("readlink", err)
	}
	copied, err = p.process.Copy(fd)
	if err != nil {
		return -1, p.refusedToCopy(fd, sockets.Errno(err))
	}
	var stat unix.Stat_t
	if err := unix.Fstat(copied, &stat); err != nil || stat.Ino != inode {
		thread.Look(func() { _ = unix.Close(copied) }) // it may be the last reference by now
		return -1, &Gone{p.PID, fd, "it has closed it, and has another file there"}
	}
	return copied, nil
}
