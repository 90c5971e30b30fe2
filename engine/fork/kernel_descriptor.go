package fork

import "time"

// Dup3 makes dup3(2) there.
func (r remote) Dup3(fd, to, flags int) (int, error) {
	var answer int
	err := r.call("Dup3", []any{&answer}, fd, to, flags)
	return answer, err
}

// MemfdCreate makes memfd_create(2) there.
func (r remote) MemfdCreate(name string, flags int) (int, error) {
	var answer int
	err := r.call("MemfdCreate", []any{&answer}, name, flags)
	return answer, err
}

// Pipe2 makes pipe2(2) there.
func (r remote) Pipe2(flags int) ([2]int, error) {
	var answer [2]int
	err := r.call("Pipe2", []any{&answer}, flags)
	return answer, err
}

// Eventfd2 makes eventfd2(2) there.
func (r remote) Eventfd2(count uint32, flags int) (int, error) {
	var answer int
	err := r.call("Eventfd2", []any{&answer}, count, flags)
	return answer, err
}

// TimerfdCreate makes timerfd_create(2) there.
func (r remote) TimerfdCreate(clock, flags int) (int, error) {
	var answer int
	err := r.call("TimerfdCreate", []any{&answer}, clock, flags)
	return answer, err
}

// TimerfdSettime makes timerfd_settime(2) there.
func (r remote) TimerfdSettime(fd, flags int, first, every time.Duration) error {
	return r.call("TimerfdSettime", nil, fd, flags, first, every)
}

// Lseek makes lseek(2) there.
func (r remote) Lseek(fd int, offset int64, whence int) (int64, error) {
	var answer int64
	err := r.call("Lseek", []any{&answer}, fd, offset, whence)
	return answer, err
}

// Sendfile makes sendfile(2) there.
func (r remote) Sendfile(out, in, size int) (int, error) {
	var answer int
	err := r.call("Sendfile", []any{&answer}, out, in, size)
	return answer, err
}

// Splice makes splice(2) there.
func (r remote) Splice(out, in, size int) (int, error) {
	var answer int
	err := r.call("Splice", []any{&answer}, out, in, size)
	return answer, err
}

// Tee makes tee(2) there.
func (r remote) Tee(out, in, size int) (int, error) {
	var answer int
	err := r.call("Tee", []any{&answer}, out, in, size)
	return answer, err
}
