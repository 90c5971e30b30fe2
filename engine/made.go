package engine

import (
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// made enters a new descriptor on the bench under the step's nth name.
func (t *task) made(fd, nth int, s status.Socket) *entry {
	if nth < len(t.step.Names) {
		s.Name = t.step.Names[nth]
	}
	s.FD, s.Born = fd, t.engine.now()
	if s.Kind == "" {
		s.Kind = step.KindLabel(s.Domain, s.Type, s.Protocol)
	}
	added, note := t.engine.bench.add(s)
	t.note(note)
	if nth == len(t.step.Names) { // named here: the event says so, and can be made again
		t.step.Names = append(t.step.Names, added.Name)
		t.event.Step = t.step.String()
	}
	t.involved = append(t.involved, added)
	t.fds[fd] = added.Name
	if n := len(t.event.Calls); n > 0 && nth == 0 && t.event.Calls[n-1].Ret == int64(fd) {
		t.event.Calls[n-1].Note = "<" + added.Name + ">"
	}
	return added
}

// one is the stages of a verb that is one system call.
func one(a action) []stage { return []stage{func() (action, error) { return a, nil }} }

// answer is what a call without data answers.
func (t *task) answer(number int, err error) step.Result {
	return step.Result{Answer: t.result.Answer, Number: int64(number), Errno: sockets.Errno(err)}
}

// sleeps tells whether a call on a socket may sleep until something happens.
func (t *task) sleeps(s *entry, flags int) bool {
	if flags&unix.MSG_DONTWAIT != 0 {
		return false
	}
	status, err := t.engine.kernel.Fcntl(s.FD, unix.F_GETFL, 0)
	return err == nil && status&unix.O_NONBLOCK == 0
}

// lingers tells whether close may sleep until what was sent is acknowledged,
// which SO_LINGER with a time makes it do whatever O_NONBLOCK says.
func (t *task) lingers(s *entry) bool {
	value := make([]byte, 8)
	_, err := t.engine.kernel.Getsockopt(s.FD, unix.SOL_SOCKET, unix.SO_LINGER, value)
	return err == nil && anyByte(value[:4]) && anyByte(value[4:])
}

func anyByte(p []byte) bool {
	for _, b := range p {
		if b != 0 {
			return true
		}
	}
	return false
}
