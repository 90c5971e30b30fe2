package sockets

import (
	"os"

	"golang.org/x/sys/unix"
)

// Process is another process, referred to by a descriptor: its number may be reused, but the descriptor then still
// refers to the process that has ended. It keeps nothing of the process alive.
type Process struct {
	PID int
	fd  int
}

// OpenProcess wraps pidfd_open(2): ESRCH if there is no such process, EINVAL or ENOENT if the number is that of a
// thread, ENOSYS before Linux 5.3.
func OpenProcess(pid int) (Process, error) {
	fd, err := unix.PidfdOpen(pid, 0)
	return Process{pid, fd}, os.NewSyscallError("pidfd_open", err)
}

// Close closes the descriptor.
func (p Process) Close() { _ = unix.Close(p.fd) }

// Copy wraps pidfd_getfd(2): it returns a duplicate of a descriptor of the other process. It is for callers that keep
// the copy; see [Hold] for what that does to the other process.
func (p Process) Copy(fd int) (copied int, err error) {
	copied, err = unix.PidfdGetfd(p.fd, fd, 0)
	return copied, os.NewSyscallError("pidfd_getfd", err)
}

// Runs reports whether the process has not ended (pidfd_send_signal(2) with signal 0). EPERM means that it is running,
// too.
func (p Process) Runs() bool {
	err := unix.PidfdSendSignal(p.fd, 0, nil, 0)
	return err == nil || err == unix.EPERM
}
