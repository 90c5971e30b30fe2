package sockets

import (
	"os"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Dup3 wraps dup3(2). It closes what to was, which can sleep as close(2) can.
func (Linux) Dup3(fd, to, flags int) (int, error) {
	copied, _, errno := unix.Syscall(unix.SYS_DUP3, uintptr(fd), uintptr(to), uintptr(flags))
	return int(copied), failed("dup3", errno)
}

// MemfdCreate wraps memfd_create(2).
func (Linux) MemfdCreate(name string, flags int) (int, error) {
	fd, err := unix.MemfdCreate(name, flags)
	return fd, os.NewSyscallError("memfd_create", err)
}

// Pipe2 wraps pipe2(2).
func (Linux) Pipe2(flags int) ([2]int, error) {
	var pair [2]int32
	_, _, errno := unix.RawSyscall(unix.SYS_PIPE2, uintptr(unsafe.Pointer(&pair)), uintptr(flags), 0)
	return [2]int{int(pair[0]), int(pair[1])}, failed("pipe2", errno)
}

// Eventfd2 wraps eventfd2(2).
func (Linux) Eventfd2(count uint32, flags int) (int, error) {
	fd, _, errno := unix.RawSyscall(unix.SYS_EVENTFD2, uintptr(count), uintptr(flags), 0)
	return int(fd), failed("eventfd2", errno)
}

// TimerfdCreate wraps timerfd_create(2).
func (Linux) TimerfdCreate(clock, flags int) (int, error) {
	fd, _, errno := unix.RawSyscall(unix.SYS_TIMERFD_CREATE, uintptr(clock), uintptr(flags), 0)
	return int(fd), failed("timerfd_create", errno)
}

// TimerfdSettime wraps timerfd_settime(2).
func (Linux) TimerfdSettime(fd, flags int, first, every time.Duration) error {
	spec := unix.ItimerSpec{Interval: unix.NsecToTimespec(every.Nanoseconds()), Value: unix.NsecToTimespec(first.Nanoseconds())}
	return os.NewSyscallError("timerfd_settime", unix.TimerfdSettime(fd, flags, &spec, nil))
}

// Lseek wraps lseek(2).
func (Linux) Lseek(fd int, offset int64, whence int) (int64, error) {
	position, err := unix.Seek(fd, offset, whence)
	return position, os.NewSyscallError("lseek", err)
}

// Sendfile wraps sendfile(2).
func (Linux) Sendfile(out, in, size int) (int, error) {
	n, _, errno := unix.Syscall6(unix.SYS_SENDFILE, uintptr(out), uintptr(in), 0, uintptr(size), 0, 0)
	return int(n), failed("sendfile", errno)
}

// Splice wraps splice(2).
func (Linux) Splice(out, in, size int) (int, error) {
	n, _, errno := unix.Syscall6(unix.SYS_SPLICE, uintptr(in), 0, uintptr(out), 0, uintptr(size), 0)
	return int(n), failed("splice", errno)
}

// Tee wraps tee(2).
func (Linux) Tee(out, in, size int) (int, error) {
	n, _, errno := unix.Syscall6(unix.SYS_TEE, uintptr(in), uintptr(out), uintptr(size), 0, 0, 0)
	return int(n), failed("tee", errno)
}
