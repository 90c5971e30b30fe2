package engine

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/message"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockets/control"

	"golang.org/x/sys/unix"
)

func planSendmsg(t *task) ([]stage, error) {
	m, err := t.message()
	if err != nil {
		return nil, err
	}
	return t.planVector(func(k sockets.Kernel, fd int) (int, error) { return k.Sendmsg(fd, m, t.step.Flags) })
}

func planSendmmsg(t *task) ([]stage, error) {
	whole, err := t.message()
	if err != nil {
		return nil, err
	}
	list := make([]sockets.Message, len(whole.Parts))
	for i, part := range whole.Parts {
		list[i] = sockets.Message{Addr: whole.Addr, Parts: [][]byte{part}}
	}
	return t.planVector(func(k sockets.Kernel, fd int) (int, error) { return k.Sendmmsg(fd, list, t.step.Flags) })
}

func planWritev(t *task) ([]stage, error) {
	parts := t.parts()
	return t.planVector(func(k sockets.Kernel, fd int) (int, error) { return k.Writev(fd, parts) })
}

// parts returns the texts of the step as bytes.
func (t *task) parts() [][]byte {
	parts := make([][]byte, len(t.step.Texts))
	for i, text := range t.step.Texts {
		parts[i] = text.Bytes()
	}
	return parts
}

// message returns what the step sends.
func (t *task) message() (*sockets.Message, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	m := &sockets.Message{Parts: t.parts()}
	if t.step.Address != "" {
		addr, err := t.address(t.step.Address, s.Domain)
		if err != nil {
			return nil, err
		}
		addr.Told = t.step.Len
		m.Addr = &addr
	}
	var list []sockets.ControlMessage
	for _, item := range t.step.Items {
		c, err := item.Encode(t.codec())
		if err == nil {
			err = t.onBench(c)
		}
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	m.Control = sockets.JoinControl(list)
	return m, nil
}

// codec returns what is needed to encode control messages of this session.
func (t *task) codec() control.Bench {
	b := t.engine.codec()
	b.PID = t.pid()
	b.FD = func(name string) (int, error) {
		s, err := t.socket(name)
		if err != nil {
			return -1, err
		}
		t.engine.observer.Inode(&s.Subject) // identifies the socket if it is closed here while in flight
		return s.FD, nil
	}
	return b
}

// codec returns what is needed to print control messages with the names of the bench.
func (e *Engine) codec() control.Bench {
	return control.Bench{PID: os.Getpid(), UID: os.Getuid(), GID: os.Getgid(), Name: func(fd int) string {
		if s, ok := e.bench.ByFD(fd); ok {
			return s.Name
		}
		return strconv.Itoa(fd)
	}}
}

// onBench refuses to send an open descriptor that is not on the bench. Given as bytes, it could be one of the engine's
// own.
func (t *task) onBench(c sockets.ControlMessage) error {
	if !c.Rights() {
		return nil
	}
	for _, fd := range control.Descriptors(c.Data) {
		_, ok := t.engine.bench.ByFD(fd)
		if process, _ := fork.Split(fd); t.process != nil && (process != t.process.Number || !ok) { // it may be one of the process's pipes
			return refusal{fmt.Errorf("process %s sends descriptors of the bench by their names, as SCM_RIGHTS=%s", t.process.Name, t.step.Socket)}
		}
		if owner := t.engine.owner(fd); owner != "" {
			if _, ok := t.engine.bench.ByFD(fd); !ok {
				return refusal{fmt.Errorf("fd %d is %s, and not one of the bench: SCM_RIGHTS sends those of the bench, as SCM_RIGHTS=%s", fd, owner, t.step.Socket)}
			}
		}
	}
	return nil
}

// planVector makes a call that sends.
func (t *task) planVector(send func(k sockets.Kernel, fd int) (int, error)) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{
		blocks: t.sleeps(s, t.step.Flags),
		call:   func(k sockets.Kernel) step.Result { return t.answer(send(k, s.FD)) },
		enter:  func(r *step.Result) { t.noteSignal(s, r) },
	}), nil
}

func planReadv(t *task) ([]stage, error) {
	return t.planBuffers(func(k sockets.Kernel, fd int, parts [][]byte) (int, error) { return k.Readv(fd, parts) }, nil)
}

func planRecvmsg(t *task) ([]stage, error) {
	room := step.DefaultRoom
	if t.step.Room != nil {
		room = *t.step.Room
	}
	var m *sockets.Message
	return t.planBuffers(func(k sockets.Kernel, fd int, parts [][]byte) (int, error) {
		m = &sockets.Message{Parts: parts, Control: make([]byte, room)}
		return k.Recvmsg(fd, m, t.step.Flags)
	}, func(s *bench.Entry) { t.receivedMessage(s, m, room) })
}

// mostMessages bounds how many messages one recvmmsg asks for.
const mostMessages = 4096

func planRecvmmsg(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	count := max(*t.step.Count, 0)
	if count > mostMessages {
		return nil, fmt.Errorf("one step receives at most %d messages, and the kernel at most 1024 in a call", mostMessages)
	}
	var list []sockets.Message
	return one(action{
		blocks: t.sleeps(s, t.step.Flags),
		call: func(k sockets.Kernel) step.Result {
			list = make([]sockets.Message, count)
			for i := range list {
				list[i].Parts = [][]byte{make([]byte, t.step.Size)}
			}
			return t.answer(k.Recvmmsg(s.FD, list, t.step.Flags))
		},
		enter: func(r *step.Result) {
			if r.Errno == 0 && r.Number > 0 {
				t.receivedMessage(s, &list[min(int(r.Number), len(list))-1], 0)
			}
		},
	}), nil
}

// planBuffers makes a call that fills the step's buffers. After a success it calls enter, if not nil, to handle what
// came besides the data.
func (t *task) planBuffers(receive func(k sockets.Kernel, fd int, parts [][]byte) (int, error), enter func(*bench.Entry)) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{
		blocks: t.sleeps(s, t.step.Flags),
		call: func(k sockets.Kernel) step.Result {
			parts := make([][]byte, len(t.step.Sizes))
			for i, size := range t.step.Sizes {
				parts[i] = make([]byte, size)
			}
			r := t.answer(receive(k, s.FD, parts))
			if r.Errno == 0 {
				whole := slices.Concat(parts...)
				r.Data = whole[:min(int(r.Number), len(whole))]
				r.Stream = len(whole) > 0 && s.Type != unix.SOCK_DGRAM && s.Type != unix.SOCK_RAW && t.step.Flags&unix.MSG_ERRQUEUE == 0
			}
			return r
		},
		enter: func(r *step.Result) {
			if r.Errno == 0 && enter != nil {
				enter(s)
			}
		},
	}), nil
}

// receivedMessage keeps what came with a message, adds its descriptors to the bench, and notes what came.
func (t *task) receivedMessage(s *bench.Entry, m *sockets.Message, room int) {
	s.Message = message.Of(m)
	var names []string
	for nth, fd := range s.Message.Descriptors() {
		names = append(names, t.receivedDescriptor(s, fd, nth).Name)
	}
	if n := len(t.event.Calls); n > 0 && len(names) > 0 {
		t.event.Calls[n-1].Note = "<" + strings.Join(names, ", ") + ">"
	}
	if len(t.step.Names) > len(names) {
		t.note(fmt.Sprintf("%s came with the message: nothing to call %s", step.Counted(len(names), "descriptor"), strings.Join(t.step.Names[len(names):], ", ")))
	}
	t.note(s.Message.Tell(t.engine.codec()))
	if s.Message.Cut() {
		t.note(fmt.Sprintf("MSG_CTRUNC: %s of room were too few for all control messages; the kernel closes descriptors that do not fit", step.Counted(room, "byte")))
	}
}

// receivedDescriptor adds a descriptor that came with a message to the bench. If it refers to the same open file as an
// entry of the bench, it is added as a duplicate of that.
func (t *task) receivedDescriptor(from *bench.Entry, fd, nth int) *bench.Entry {
	origin := "recvmsg(" + from.Name + ")"
	other, ok := t.engine.sameFile(fd)
	if !ok {
		return t.made(fd, nth, t.engine.describe(fd, origin))
	}
	d := t.duplicate(fd, nth, other, origin)
	same := fmt.Sprintf("%s is the same open file as %s", d.Name, other.Name)
	if !other.Open {
		same += ", which is closed"
	}
	t.note(same)
	return d
}

// sameFile returns the entry of the bench that refers to the same open file as fd. Since Linux 6.10 the kernel can tell
// (F_DUPFD_QUERY); on older kernels, and for entries closed on the bench, sockets are compared by inode.
func (e *Engine) sameFile(fd int) (*bench.Entry, bool) {
	inode := socketInode(fd)
	var closed *bench.Entry
	for _, other := range e.bench.All() {
		switch {
		case other.FD == fd && other.Open:
		case !other.Open:
			if inode != 0 && uint64(other.Inode) == inode {
				closed = other
			}
		default:
			same, err := e.kernel.Fcntl(fd, dupfdQuery, other.FD)
			if same == 1 && err == nil || err != nil && inode != 0 && inode == socketInode(other.FD) {
				return other, true
			}
		}
	}
	return closed, closed != nil
}

// dupfdQuery is F_DUPFD_QUERY, linux/fcntl.h.
const dupfdQuery = 1024 + 3

// socketInode returns the inode of a socket, which no other socket has; 0 if fd is not a socket.
func socketInode(fd int) uint64 {
	var stat unix.Stat_t
	if unix.Fstat(fd, &stat) != nil || stat.Mode&unix.S_IFMT != unix.S_IFSOCK {
		return 0
	}
	return stat.Ino
}
