package door

import (
	"time"

	"golang.org/x/sys/unix"
)

// The calls below are about descriptors that are not sockets: they reach nothing outside, so only their number is
// bounded.

// Dup3 makes dup3(2), which needs room only if its second descriptor was closed.
func (g Guarded) Dup3(fd, to, flags int) (int, error) {
	if _, err := g.Door.Kernel.Fcntl(to, unix.F_GETFD, 0); err != nil {
		if err := g.room(1); err != nil {
			return -1, err
		}
	}
	return g.Kernel.Dup3(fd, to, flags)
}

// MemfdCreate makes memfd_create(2).
func (g Guarded) MemfdCreate(name string, flags int) (int, error) {
	if err := g.room(1); err != nil {
		return -1, err
	}
	return g.Kernel.MemfdCreate(name, flags)
}

// Pipe2 makes pipe2(2).
func (g Guarded) Pipe2(flags int) ([2]int, error) {
	if err := g.room(2); err != nil {
		return [2]int{-1, -1}, err
	}
	return g.Kernel.Pipe2(flags)
}

// Eventfd2 makes eventfd2(2).
func (g Guarded) Eventfd2(count uint32, flags int) (int, error) {
	if err := g.room(1); err != nil {
		return -1, err
	}
	return g.Kernel.Eventfd2(count, flags)
}

// TimerfdCreate makes timerfd_create(2).
func (g Guarded) TimerfdCreate(clock, flags int) (int, error) {
	if err := g.room(1); err != nil {
		return -1, err
	}
	return g.Kernel.TimerfdCreate(clock, flags)
}

// The calls below move bytes between descriptors that have already been judged. But messages to netlink are judged, so
// none may be sent unseen.

// Lseek makes lseek(2).
func (g Guarded) Lseek(fd int, offset int64, whence int) (int64, error) {
	return g.Kernel.Lseek(fd, offset, whence)
}

// TimerfdSettime makes timerfd_settime(2).
func (g Guarded) TimerfdSettime(fd, flags int, first, every time.Duration) error {
	return g.Kernel.TimerfdSettime(fd, flags, first, every)
}

// Sendfile makes sendfile(2).
func (g Guarded) Sendfile(out, in, size int) (int, error) {
	if err := g.message(out); err != nil {
		return -1, err
	}
	return g.Kernel.Sendfile(out, in, size)
}

// Splice makes splice(2).
func (g Guarded) Splice(out, in, size int) (int, error) {
	if err := g.message(out); err != nil {
		return -1, err
	}
	return g.Kernel.Splice(out, in, size)
}

// Tee makes tee(2).
func (g Guarded) Tee(out, in, size int) (int, error) { return g.Kernel.Tee(out, in, size) }
