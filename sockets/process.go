package sockets

import (
	"os"

	"golang.org/x/sys/unix"
)

// Process is another process, by a descriptor of it: its number may be given out again while that
// is open, and this one then stays the process that has ended. It keeps nothing of the process alive.
type Process struct {
	PID int
	fd  int
}

// OpenProcess wraps pidfd_open(2): ESRCH where there is no such process, EINVAL or ENOENT where the
// number is that of a thread of one, ENOSYS before Linux 5.3.
func OpenProcess(pid int) (Process, error) {
	fd, err := unix.PidfdOpen(pid, 0)
	return Process{pid, fd}, os.NewSyscallError("pidfd_open", err)
}

// Close closes the descriptor.
func (p Process) Close() { _ = unix.Close(p.fd) }

// Copy wraps pidfd_getfd(2): a descriptor of this process for what a descriptor of that process is
// of. It is for one who wants to keep the copy; see [Hold] for what that does to the other process.
func (p Process) Copy(fd int) (copied int, err error) {
	copied, err = unix.PidfdGetfd(p.fd, fd, 0)
	return copied, os.NewSyscallError("pidfd_getfd", err)
}

// Runs reports whether the process has not ended (pidfd_send_signal(2) with signal 0). EPERM says that
// it runs too.
func (p Process) Runs() bool {
	err := unix.PidfdSendSignal(p.fd, 0, nil, 0)
	return err == nil || err == unix.EPERM
}
