package engine

import (
	"errors"
	"fmt"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

func planSocket(t *task) ([]stage, error) {
	return []stage{t.stageSocket(t.step.Domain, t.step.Type, t.step.Protocol, descriptorFlags(t.step))}, nil
}

func (t *task) stageSocket(domain, typ, protocol, flags int) stage {
	return func() (action, error) {
		return action{
			call: func(k sockets.Kernel) step.Result { return t.answer(k.Socket(domain, typ|flags, protocol)) },
			enter: func(r *step.Result) {
				if r.Errno == 0 {
					typ := typ &^ (unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC)
					t.made(int(r.Number), 0, status.Socket{Domain: domain, Type: typ, Protocol: protocol, Origin: "socket"})
				}
			},
		}, nil
	}
}

func planSocketpair(t *task) ([]stage, error) {
	asked := t.step
	end := status.Socket{Domain: asked.Domain, Type: asked.Type, Protocol: asked.Protocol, Origin: "socketpair"}
	return t.planPair(end, end, func(k sockets.Kernel) ([2]int, error) {
		return k.Socketpair(asked.Domain, asked.Type|descriptorFlags(asked), asked.Protocol)
	})
}

func planPipe(t *task) ([]stage, error) {
	reads, writes := status.Socket{Kind: status.KindPipeRead, Origin: "pipe"}, status.Socket{Kind: status.KindPipeWrite, Origin: "pipe"}
	return t.planPair(reads, writes, func(k sockets.Kernel) ([2]int, error) { return k.Pipe2(t.step.Flags) })
}

// planPair makes two descriptors with one call.
func (t *task) planPair(first, second status.Socket, make func(k sockets.Kernel) ([2]int, error)) ([]stage, error) {
	var pair [2]int
	return one(action{
		call: func(k sockets.Kernel) step.Result {
			var err error
			pair, err = make(k)
			return t.answer(0, err)
		},
		enter: func(r *step.Result) {
			if r.Errno != 0 {
				return
			}
			t.made(pair[0], 0, first)
			t.made(pair[1], 1, second)
			if n := len(t.event.Calls); n > 0 {
				t.event.Calls[n-1].Note = "<" + t.fds[pair[0]] + ", " + t.fds[pair[1]] + ">"
			}
		},
	}), nil
}

// stageMake makes a descriptor that is not a socket.
func (t *task) stageMake(kind string, make func(k sockets.Kernel) (fd int, err error)) stage {
	return func() (action, error) {
		return action{
			call: func(k sockets.Kernel) step.Result { return t.answer(make(k)) },
			enter: func(r *step.Result) {
				if r.Errno == 0 {
					t.made(int(r.Number), 0, status.Socket{Kind: kind, Origin: kind})
				}
			},
		}, nil
	}
}

// stageThen makes a call on the descriptor that the step has made, which remains the step's answer.
func (t *task) stageThen(call func(k sockets.Kernel, fd int) error) stage {
	return func() (action, error) {
		fd := t.newest().FD
		return action{call: func(k sockets.Kernel) step.Result { return t.answer(fd, call(k, fd)) }}, nil
	}
}

// planMemfd makes a file with the given content, and resets its position to the beginning. The file is named after the
// step's descriptor.
func planMemfd(t *task) ([]stage, error) {
	name := status.KindMemfd
	if len(t.step.Names) > 0 {
		name = t.step.Names[0]
	}
	return []stage{
		t.stageMake(status.KindMemfd, func(k sockets.Kernel) (int, error) { return k.MemfdCreate(name, unix.MFD_ALLOW_SEALING) }),
		t.stageThen(func(k sockets.Kernel, fd int) error {
			_, err := k.Write(fd, t.step.Text.Bytes())
			return err
		}),
		t.stageThen(func(k sockets.Kernel, fd int) error {
			_, err := k.Lseek(fd, 0, unix.SEEK_SET)
			return err
		}),
	}, nil
}

func planEventfd(t *task) ([]stage, error) {
	count := uint32(0)
	if t.step.Number != nil {
		count = uint32(*t.step.Number)
	}
	return []stage{t.stageMake(status.KindEventfd, func(k sockets.Kernel) (int, error) { return k.Eventfd2(count, t.step.Flags) })}, nil
}

func planTimerfd(t *task) ([]stage, error) {
	return []stage{
		t.stageMake(status.KindTimerfd, func(k sockets.Kernel) (int, error) { return k.TimerfdCreate(unix.CLOCK_MONOTONIC, t.step.Flags) }),
		t.stageThen(func(k sockets.Kernel, fd int) error { return k.TimerfdSettime(fd, 0, t.timeout(), t.step.Every) }),
	}, nil
}

func planDup(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{
		call: func(k sockets.Kernel) step.Result { return t.answer(k.Dup(s.FD)) },
		enter: func(r *step.Result) {
			if r.Errno == 0 {
				t.duplicate(int(r.Number), 0, s, "dup("+s.Name+")")
			}
		},
	}), nil
}

// duplicate adds a second descriptor of a socket to the bench, under the step's nth name.
func (t *task) duplicate(fd, nth int, s *bench.Entry, origin string) *bench.Entry {
	return t.duplicateAs("", fd, nth, s, origin)
}

// duplicateAs is duplicate under a name that the step does not give.
func (t *task) duplicateAs(name string, fd, nth int, s *bench.Entry, origin string) *bench.Entry {
	copied := s.Socket
	copied.Name, copied.Origin, copied.Parent = name, origin, s.ID
	d := t.made(fd, nth, copied)
	d.Share(s)
	return d
}

// replace adds a second descriptor of a socket to the bench, under the name and number of a descriptor that this
// closes.
func (t *task) replace(closed, s *bench.Entry) {
	if closed.Open {
		t.engine.givenUp(closed)
	}
	t.duplicateAs(closed.Name, closed.FD, 0, s, "dup3("+s.Name+")")
}

// planDup3 makes a descriptor of the bench refer to another socket, which closes what it referred to.
func planDup3(t *task) ([]stage, error) {
	s, to, err := t.socketAndOther()
	if err != nil {
		return nil, err
	}
	return one(action{
		blocks: t.lingers(to),
		call:   func(k sockets.Kernel) step.Result { return t.answer(k.Dup3(s.FD, to.FD, t.step.Flags)) },
		enter: func(r *step.Result) {
			if r.Errno == 0 {
				t.replace(to, s)
			}
		},
	}), t.refuseIfServed(to)
}

func planClose(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return []stage{t.stageClose(s)}, t.refuseIfServed(s)
}

// refuseIfServed returns an error if the event loop uses the descriptor, so that it is not closed.
func (t *task) refuseIfServed(s *bench.Entry) error {
	if t.engine.served(s) {
		return fmt.Errorf("%s is served: unserve it first", s.Name)
	}
	return nil
}

// refuseIfSharedServed returns an error if the event loop uses the socket through this or another descriptor.
func (t *task) refuseIfSharedServed(s *bench.Entry) error {
	for _, other := range t.engine.bench.Open() {
		if s.SameSocket(other) && t.engine.served(other) { // itself, or a duplicate
			return fmt.Errorf("%s is served: unserve it first", other.Name)
		}
	}
	return nil
}

// stageClose closes a socket. Its descriptor is free from the moment the call begins, even while the call lingers: the
// number must not be used any more.
func (t *task) stageClose(s *bench.Entry) stage {
	return func() (action, error) {
		fd, lingers := s.FD, t.lingers(s)
		if s.Open {
			t.engine.givenUp(s)
		}
		return action{
			blocks: lingers,
			call:   func(k sockets.Kernel) step.Result { return t.answer(0, k.Close(fd)) },
		}, nil
	}
}

func planShutdown(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return []stage{t.stageShutdown(s, t.step.Op, nil)}, t.refuseIfSharedServed(s)
}

func (t *task) stageShutdown(s *bench.Entry, how int, goOn func(step.Result) bool) stage {
	return func() (action, error) {
		return action{
			call: func(k sockets.Kernel) step.Result { return t.answer(0, k.Shutdown(s.FD, how)) },
			goOn: goOn,
		}, nil
	}
}

func planClosedown(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	gone := func(r step.Result) bool { return errors.Is(r.Errno, unix.ENOTCONN) }
	return []stage{t.stageShutdown(s, unix.SHUT_RDWR, gone), t.stageClose(s)}, t.refuseIfSharedServed(s)
}

// descriptorFlags returns those of a step's flags that belong in the type argument of socket(2).
func descriptorFlags(s Step) int { return s.Flags & (unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC) }

// lingers reports whether close may sleep until everything sent is acknowledged. SO_LINGER with a time makes it do so
// even with O_NONBLOCK.
func (t *task) lingers(s *bench.Entry) bool {
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
