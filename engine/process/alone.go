package process

import (
	"math"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// Alone is this binary, running again without inheriting any descriptor of this process.
type Alone struct {
	*os.Process
	In         *os.File // the write end of its standard input
	Out        *os.File // the read end of its standard output
	Complaints *Complaints
}

// StartAlone runs this binary again with pipes as its standard input, output and error, and with no other descriptor of
// ours. An engine's sockets are close-on-exec only if a step said so; an inherited listener would continue to listen
// after the engine has closed it.
func StartAlone(args []string) (*Alone, error) {
	return startAlone(args, nil, withoutOurs)
}

// StartWith is like StartAlone with one more descriptor, which becomes the process's fourth. The new process dies with
// this one, even if it is stopped.
func StartWith(args []string, more uintptr) (*Alone, error) {
	return startAlone(args, []uintptr{more}, asParent)
}

func startAlone(args []string, more []uintptr, on func(start func() (pid int, err error)) (pid int, err error)) (*Alone, error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var ours, theirs [3]*os.File
	for i := range ours {
		read, write, err := os.Pipe()
		if err != nil {
			closeAll(ours[:i])
			closeAll(theirs[:i])
			return nil, err
		}
		ours[i], theirs[i] = read, write
		if i == unix.Stdin {
			ours[i], theirs[i] = write, read
		}
	}
	defer closeAll(theirs[:])
	files := append([]uintptr{theirs[0].Fd(), theirs[1].Fd(), theirs[2].Fd()}, more...)
	pid, err := on(func() (int, error) {
		return syscall.ForkExec(executable, append([]string{executable}, args...), &syscall.ProcAttr{Env: os.Environ(), Files: files})
	})
	var process *os.Process
	if err == nil {
		process, err = os.FindProcess(pid)
	}
	if err != nil {
		closeAll(ours[:])
		return nil, err
	}
	return &Alone{Process: process, In: ours[unix.Stdin], Out: ours[unix.Stdout], Complaints: Listen(ours[unix.Stderr])}, nil
}

func closeAll(files []*os.File) {
	for _, f := range files {
		_ = f.Close()
	}
}

// KeepOurs gives the calling thread its own descriptor table, in which all but the standard descriptors are
// close-on-exec (close_range(2), Linux 5.11), and reports whether it could. On an older kernel a new process inherits
// the descriptors that are not close-on-exec.
func KeepOurs() bool {
	return unix.CloseRange(uint(unix.Stderr)+1, math.MaxUint32, unix.CLOSE_RANGE_UNSHARE|unix.CLOSE_RANGE_CLOEXEC) == nil
}

// withoutOurs starts a process from a thread that keeps our descriptors.
func withoutOurs(start func() (pid int, err error)) (pid int, err error) {
	return OnLostThread(func() error {
		KeepOurs()
		return nil
	}, start)
}

// asParent is withoutOurs on a thread that lives as long as the child. The kernel sends the signal of PR_SET_PDEATHSIG
// when the parent thread ends (prctl(2)).
func asParent(start func() (pid int, err error)) (pid int, err error) {
	started := make(chan struct{})
	go func() {
		_, _ = OnLostThread(func() error {
			own := KeepOurs()
			pid, err = start()
			if own { // otherwise its table would keep open what the other threads close
				_ = unix.CloseRange(0, math.MaxUint32, 0)
			}
			close(started)
			return err
		}, func() (int, error) { return 0, waitLeaving(pid) })
	}()
	<-started
	return pid, err
}

// waitLeaving waits until a child has ended, without reaping it.
func waitLeaving(pid int) error {
	for {
		if err := unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil); err != unix.EINTR {
			return err
		}
	}
}
