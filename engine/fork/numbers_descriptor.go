package fork

import "time"

// Dup3 makes dup3(2).
func (n Numbers) Dup3(fd, to, flags int) (int, error) {
	process, fd := Split(fd)
	_, to = Split(to)
	made, err := n.Of(process).Dup3(fd, to, flags)
	return Number(process, made), err
}

// MemfdCreate makes memfd_create(2).
func (n Numbers) MemfdCreate(name string, flags int) (int, error) {
	fd, err := n.Of(n.Here).MemfdCreate(name, flags)
	return Number(n.Here, fd), err
}

// Pipe2 makes pipe2(2).
func (n Numbers) Pipe2(flags int) ([2]int, error) {
	pair, err := n.Of(n.Here).Pipe2(flags)
	return [2]int{Number(n.Here, pair[0]), Number(n.Here, pair[1])}, err
}

// Eventfd2 makes eventfd2(2).
func (n Numbers) Eventfd2(count uint32, flags int) (int, error) {
	fd, err := n.Of(n.Here).Eventfd2(count, flags)
	return Number(n.Here, fd), err
}

// TimerfdCreate makes timerfd_create(2).
func (n Numbers) TimerfdCreate(clock, flags int) (int, error) {
	fd, err := n.Of(n.Here).TimerfdCreate(clock, flags)
	return Number(n.Here, fd), err
}

// TimerfdSettime makes timerfd_settime(2).
func (n Numbers) TimerfdSettime(fd, flags int, first, every time.Duration) error {
	k, fd := n.at(fd)
	return k.TimerfdSettime(fd, flags, first, every)
}

// Lseek makes lseek(2).
func (n Numbers) Lseek(fd int, offset int64, whence int) (int64, error) {
	k, fd := n.at(fd)
	return k.Lseek(fd, offset, whence)
}

// Sendfile makes sendfile(2).
func (n Numbers) Sendfile(out, in, size int) (int, error) {
	k, out := n.at(out)
	_, in = Split(in)
	return k.Sendfile(out, in, size)
}

// Splice makes splice(2).
func (n Numbers) Splice(out, in, size int) (int, error) {
	k, out := n.at(out)
	_, in = Split(in)
	return k.Splice(out, in, size)
}

// Tee makes tee(2).
func (n Numbers) Tee(out, in, size int) (int, error) {
	k, out := n.at(out)
	_, in = Split(in)
	return k.Tee(out, in, size)
}
