package fork

import "time"

// Dup3 makes dup3(2) in the process.
func (r remote) Dup3(fd, to, flags int) (int, error) {
	return answered[int](r, "Dup3", fd, to, flags)
}

// MemfdCreate makes memfd_create(2) in the process.
func (r remote) MemfdCreate(name string, flags int) (int, error) {
	return answered[int](r, "MemfdCreate", name, flags)
}

// Pipe2 makes pipe2(2) in the process.
func (r remote) Pipe2(flags int) ([2]int, error) {
	return answered[[2]int](r, "Pipe2", flags)
}

// Eventfd2 makes eventfd2(2) in the process.
func (r remote) Eventfd2(count uint32, flags int) (int, error) {
	return answered[int](r, "Eventfd2", count, flags)
}

// TimerfdCreate makes timerfd_create(2) in the process.
func (r remote) TimerfdCreate(clock, flags int) (int, error) {
	return answered[int](r, "TimerfdCreate", clock, flags)
}

// TimerfdSettime makes timerfd_settime(2) in the process.
func (r remote) TimerfdSettime(fd, flags int, first, every time.Duration) error {
	return r.call("TimerfdSettime", nil, fd, flags, first, every)
}

// Lseek makes lseek(2) in the process.
func (r remote) Lseek(fd int, offset int64, whence int) (int64, error) {
	return answered[int64](r, "Lseek", fd, offset, whence)
}

// Sendfile makes sendfile(2) in the process.
func (r remote) Sendfile(out, in, size int) (int, error) {
	return answered[int](r, "Sendfile", out, in, size)
}

// Splice makes splice(2) in the process.
func (r remote) Splice(out, in, size int) (int, error) {
	return answered[int](r, "Splice", out, in, size)
}

// Tee makes tee(2) in the process.
func (r remote) Tee(out, in, size int) (int, error) {
	return answered[int](r, "Tee", out, in, size)
}
