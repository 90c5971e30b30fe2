package engine

import (
	"math"
	"os"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// startAlone runs this binary again, with a pipe from its standard output and one from its
// standard error and no other descriptor of ours. An engine's sockets are close-on-exec only
// where a step said so; a listener that went along would go on listening after the engine has
// closed it.
func startAlone(args []string) (process *os.Process, out *os.File, complaints *tail, err error) {
	executable, err := os.Executable()
	if err != nil {
		return nil, nil, nil, err
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		return nil, nil, nil, err
	}
	defer func() { _ = null.Close() }()
	var pipes [2]struct{ read, write *os.File }
	for i := range pipes {
		if pipes[i].read, pipes[i].write, err = os.Pipe(); err != nil {
			_ = pipes[0].read.Close()
			_ = pipes[0].write.Close() // closing a nil pipe does nothing
			return nil, nil, nil, err
		}
		defer func() { _ = pipes[i].write.Close() }()
	}
	files := []uintptr{null.Fd(), pipes[0].write.Fd(), pipes[1].write.Fd()}
	pid, err := withoutOurs(func() (int, error) {
		return syscall.ForkExec(executable, append([]string{executable}, args...), &syscall.ProcAttr{Env: os.Environ(), Files: files})
	})
	if err == nil {
		process, err = os.FindProcess(pid)
	}
	if err != nil {
		_ = pipes[0].read.Close()
		_ = pipes[1].read.Close()
		return nil, nil, nil, err
	}
	return process, pipes[0].read, &tail{pipe: pipes[1].read, ended: make(chan struct{})}, nil
}

// withoutOurs starts a process on a thread with a table of descriptors of its own, in which
// all but the standard ones are close-on-exec (close_range(2), Linux 5.11). On an older
// kernel the swarm looks for what it was born with.
func withoutOurs(start func() (pid int, err error)) (pid int, err error) {
	return onLostThread(func() error {
		_ = unix.CloseRange(uint(unix.Stderr)+1, math.MaxUint32, unix.CLOSE_RANGE_UNSHARE|unix.CLOSE_RANGE_CLOEXEC)
		return nil
	}, start)
}

// onLostThread starts a process on a thread that is prepared for it first, in a way that
// can't be taken back: the thread ends with its goroutine, which never unlocks it.
func onLostThread(prepare func() error, start func() (pid int, err error)) (pid int, err error) {
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
