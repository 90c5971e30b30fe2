package engine

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/message"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// socket finds the socket that a step is about, and adds it to the evidence.
func (t *task) socket(name string) (*bench.Entry, error) {
	s, err := t.find(name)
	if err != nil {
		return nil, err
	}
	if s.Process != t.step.At {
		return nil, t.elsewhere(s)
	}
	if !s.Open {
		// The kernel answers EBADF, unless the number has been reused.
		if owner := t.engine.owner(s.FD); owner != "" {
			return nil, stale(s, owner)
		}
	}
	if s.Open {
		t.planned = append(t.planned, s)
	}
	t.involve(s)
	return s, nil
}

// find finds a socket by the step's name for it: in process k, s is the socket that others call k_s.
func (t *task) find(name string) (*bench.Entry, error) {
	if s, ok := t.engine.lookup(step.InProcess(t.step.At, name)); ok {
		return s, nil
	}
	if t.step.At != "" {
		return nil, fmt.Errorf("process %s has no socket %s", t.step.At, name)
	}
	return nil, fmt.Errorf("there is no socket %s: the step that was to make it did not", name)
}

// local returns the name by which the step's process knows a socket.
func (t *task) local(s *bench.Entry) string {
	if s.Process != t.step.At {
		return s.Name
	}
	return nameThere(s)
}

// nameThere returns the name of a socket in its own process.
func nameThere(s *bench.Entry) string { return step.NameThere(s.Process, s.Name) }

// elsewhere returns the error for a step of one process about a socket of another.
func (t *task) elsewhere(s *bench.Entry) error {
	if s.Process == "" {
		return fmt.Errorf("%s is a socket of the engine: process %s has no descriptor of it", s.Name, t.step.At)
	}
	if _, how := t.engine.forks.Find(s.Process); how != "" {
		return fmt.Errorf("%s was a descriptor of process %s, which %s", s.Name, s.Process, how)
	}
	return fmt.Errorf("%s is a descriptor of process %s: write at %s, and %s instead of %s", s.Name, s.Process, s.Process, nameThere(s), s.Name)
}

// numberOf returns the engine's number for a descriptor of the step's process.
func (t *task) numberOf(fd int) int {
	if t.process == nil {
		return fd
	}
	return fork.Number(t.process.Number, fd)
}

// number returns a descriptor's number in its own process.
func number(fd int) int {
	_, there := fork.Split(fd)
	return there
}

// made adds a new descriptor to the bench under the step's nth name.
func (t *task) made(fd, nth int, s status.Socket) *bench.Entry {
	if nth < len(t.step.Names) {
		s.Name = step.InProcess(t.step.At, t.roundName(t.step.Names[nth]))
	}
	unnamed := s.Name == ""
	s.Process = t.step.At
	s.FD, s.Born = fd, t.engine.now()
	if s.Kind == "" {
		s.Kind = step.KindLabel(s.Domain, s.Type, s.Protocol)
	}
	added, note := t.engine.bench.Add(s)
	if added.Parent == 0 {
		t.engine.observer.Born(&added.Subject, added.Born)
	}
	t.note(note)
	if unnamed && nth == len(t.step.Names) && !t.step.Repeats() { // so that the event's step can be repeated
		t.step.Names = append(slices.Clip(t.step.Names), t.local(added)) // the asker's own list is not changed
		t.event.Text = t.step.String()
	}
	t.involved = append(t.involved, added)
	t.fds[fd] = added.Name
	if n := len(t.event.Calls); n > 0 && nth == 0 && t.event.Calls[n-1].Name != sockets.SysRecvmsg && t.event.Calls[n-1].Ret == int64(number(fd)) {
		t.event.Calls[n-1].Note = "<" + added.Name + ">"
	}
	return added
}

// describe returns what the kernel says about a descriptor that another process made, or that was closed on the bench,
// in the form that [task.made] takes.
func (e *Engine) describe(fd int, origin string) status.Socket {
	s := status.Socket{Origin: origin, Kind: message.KindOf(e.door.Machine.Link(fd))}
	if s.Kind == "" {
		s.Domain, s.Type, s.Protocol, _ = e.door.Kind(fd)
	}
	return s
}

// stale returns the error for a closed socket whose descriptor number is in use again.
func stale(s *bench.Entry, owner string) error {
	return fmt.Errorf("%s is closed, and its fd %d is %s by now: a C program would hit that one", s.Name, number(s.FD), owner)
}

// owner returns who has the descriptor number of a closed socket now, or "" if nobody has. It waits for files that the
// engine opens briefly, such as those of /proc, to be closed.
func (e *Engine) owner(fd int) string {
	if other, ok := e.bench.ByFD(fd); ok {
		return other.Name
	}
	for pause := 100 * time.Microsecond; pause < 50*time.Millisecond; pause *= 2 {
		if _, err := e.kernel.Fcntl(fd, unix.F_GETFD, 0); err != nil {
			return ""
		}
		time.Sleep(pause)
	}
	return "another descriptor of the engine"
}

// fd returns the name of a descriptor of the step's process for the trace.
func (t *task) fd(fd int) string {
	if name, ok := t.fds[t.numberOf(fd)]; ok {
		return name
	}
	return strconv.Itoa(fd)
}

// address resolves an address of a step for a socket of the given domain.
func (t *task) address(a step.Address, domain int) (sockets.Addr, error) {
	text := string(a)
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		return t.addressOf(ref)
	}
	if port, ok := strings.CutPrefix(text, "localhost:"); ok {
		text = "127.0.0.1:" + port
		if domain == unix.AF_INET6 {
			text = "[::1]:" + port
		}
	}
	addr, err := sockets.ParseAddr(text)
	if err != nil {
		return addr, err
	}
	return addr.Resolve()
}

// socketAndOther finds the two sockets that a step is about, as [task.socket] does.
func (t *task) socketAndOther() (s, other *bench.Entry, err error) {
	if s, err = t.socket(t.step.Socket); err != nil {
		return nil, nil, err
	}
	other, err = t.socket(t.step.Other)
	return s, other, err
}

// socketAndAddress finds the socket that a step is about, as [task.socket] does, and resolves the step's address for
// it.
func (t *task) socketAndAddress() (*bench.Entry, sockets.Addr, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, sockets.Addr{}, err
	}
	addr, err := t.address(t.step.Address, s.Domain)
	addr.Told = t.step.Len
	return s, addr, err
}

// addressOf returns the local or peer address of a socket of the bench: the current one, or the last one if it is
// closed.
func (t *task) addressOf(ref string) (sockets.Addr, error) {
	name, peer := strings.CutSuffix(ref, ".peer")
	s, err := t.find(name)
	if err != nil {
		return sockets.Addr{}, err
	}
	if s.Open { // the number of a closed one may belong to another socket
		t.fds[s.FD] = s.Name
		t.engine.observe(s)
	}
	addr, which := s.Ends.Local, "local"
	if peer {
		addr, which = s.PeerAddr(), "peer"
	}
	if addr.IsZero() || addr.Unnamed() {
		return sockets.Addr{}, fmt.Errorf("%s has no %s address", name, which)
	}
	return addr, nil
}
