package process

import (
	"math"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Alone is this binary, running again without any descriptor of this process.
type Alone struct {
	*os.Process
	Out        *os.File // what it writes to its standard output
	Complaints *Complaints
}

// StartAlone runs this binary again, with a pipe from its standard output and one from its
// standard error and no other descriptor of ours. An engine's sockets are close-on-exec only
// if a step said so; an inherited listener would continue to listen after the engine has closed
// it.
func StartAlone(args []string) (*Alone, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, err
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		return nil, err
	}
	defer func() { _ = null.Close() }()
	var pipes [2]struct{ read, write *os.File }
	for i := range pipes {
		if pipes[i].read, pipes[i].write, err = os.Pipe(); err != nil {
			_ = pipes[0].read.Close()
			_ = pipes[0].write.Close() // closing a nil pipe does nothing
			return nil, err
		}
		defer func() { _ = pipes[i].write.Close() }()
	}
	files := []uintptr{null.Fd(), pipes[0].write.Fd(), pipes[1].write.Fd()}
	pid, err := withoutOurs(func() (int, error) {
		return syscall.ForkExec(executable, append([]string{executable}, args...), &syscall.ProcAttr{Env: os.Environ(), Files: files})
	})
	var process *os.Process
	if err == nil {
		process, err = os.FindProcess(pid)
	}
	if err != nil {
		_ = pipes[0].read.Close()
		_ = pipes[1].read.Close()
		return nil, err
	}
	return &Alone{Process: process, Out: pipes[0].read, Complaints: Listen(pipes[1].read)}, nil
}

// withoutOurs starts a process on a thread with a table of descriptors of its own, in which
// all but the standard ones are close-on-exec (close_range(2), Linux 5.11). On an older
// kernel the new process itself has to close what it inherited.
func withoutOurs(start func() (pid int, err error)) (pid int, err error) {
	return OnLostThread(func() error {
		_ = unix.CloseRange(uint(unix.Stderr)+1, math.MaxUint32, unix.CLOSE_RANGE_UNSHARE|unix.CLOSE_RANGE_CLOEXEC)
		return nil
	}, start)
}
