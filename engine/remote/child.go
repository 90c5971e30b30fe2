package remote

import (
	"errors"
	"os"
	"time"

	"netnet-tui/engine/process"
	"netnet-tui/engine/remote/folder"

	"golang.org/x/sys/unix"
)

// child is the process of an engine, as seen by the process that started it.
type child struct {
	pid        int
	folder     folder.Folder // of its session; empty in a lab
	in         *os.File      // its standard input
	out        *os.File      // its standard output
	complaints *process.Complaints
	exited     chan struct{} // closed when status is set
	status     unix.WaitStatus
}

func (c *child) wait() {
	for {
		if _, err := unix.Wait4(c.pid, &c.status, 0, nil); !errors.Is(err, unix.EINTR) {
			break
		}
	}
	c.folder.Remove()
	close(c.exited)
}

// grace is how long an engine may take to exit on its own.
const grace = 500 * time.Millisecond

// end closes the engine's input, which tells it to end, and makes sure that the process is gone.
func (c *child) end() {
	_ = c.in.Close()
	c.reap()
}

// reap waits for the process to exit, and kills it if it does not. Its last output may still be in the pipe afterwards.
func (c *child) reap() {
	select {
	case <-c.exited:
	case <-time.After(grace):
		_ = unix.Kill(c.pid, unix.SIGKILL)
		<-c.exited
	}
	select {
	case <-c.complaints.Ended():
	case <-time.After(grace): // another process has the pipe open too
	}
}
