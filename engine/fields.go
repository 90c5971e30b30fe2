package engine

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// Fields are what show and expect know of a socket, beside its options and the
// fields of TCP_INFO.
var Fields = []string{
	"state", "fd", "local", "peer", "pending", "unsent", "notsent", "ready",
	"queue", "backlog", "nonblock", "cloexec", fieldConnections,
}

// fieldConnections is the field that only a served socket has.
const fieldConnections = "connections"

// infoPrefix stands before a field of TCP_INFO.
const infoPrefix = "info."

// CheckField tells whether expect can look at a field of a socket.
func CheckField(field string) bool {
	if slices.Contains(Fields, field) {
		return true
	}
	if name, ok := strings.CutPrefix(field, infoPrefix); ok {
		return slices.Contains(sockopts.InfoFieldNames(), name)
	}
	_, ok := sockopts.Find(field)
	return ok
}

// sight looks at what a step names.
func (t *task) sight(look Look) (Result, error) {
	if look.MIB != "" {
		return t.counter(look.MIB)
	}
	s, ok := t.engine.lookup(look.Socket)
	if !ok {
		return Result{}, fmt.Errorf("there is no socket %s: the step that was to make it did not", look.Socket)
	}
	t.engine.observe(s)
	if look.Field == "" {
		return text(s.overview()), nil
	}
	if look.Field == fieldConnections {
		return t.connections(s)
	}
	if r, ok := s.field(look.Field); ok {
		if r.got == absent {
			return r, fmt.Errorf("%s has no %s: the kernel tells none of %s", s.Name, look.Field, strings.TrimSpace(s.Kind+" "+s.State))
		}
		return r, nil
	}
	if !s.Open {
		return Result{}, fmt.Errorf("%s is closed: only its state, local and peer can still be looked at", s.Name)
	}
	if name, ok := strings.CutPrefix(look.Field, infoPrefix); ok {
		return t.info(s, name)
	}
	found, err := OptionRef{Name: look.Field}.find()
	if err != nil {
		return Result{}, err
	}
	if found.entry.ReadEffect != "" {
		t.note(found.entry.ReadEffect)
	}
	return found.read(t.guarded(t.engine.kernel), s.FD), nil
}

// connections is how many connections the event loop has for a socket.
func (t *task) connections(s *entry) (Result, error) {
	if !t.engine.served(s) {
		return Result{}, fmt.Errorf("%s is not served: connections are counted while it is", s.Name)
	}
	return Result{Number: int64(t.engine.loop.Connections(uint64(s.ID)))}, nil
}

// absent stands for a number the kernel does not tell.
const absent = "absent"

// field gives one of Fields; ok is false where it is none.
func (s *entry) field(name string) (r Result, ok bool) {
	switch name {
	case "state":
		if s.State == "" { // an epoll
			return text(absent), true
		}
		return text(s.State), true
	case "fd":
		return Result{Number: int64(s.FD)}, true
	case "local":
		return address(s.Ends.Local), true
	case "peer":
		return address(s.PeerAddr()), true
	case "ready":
		bits, _ := sockets.PollEvents.Parse(s.Ready)
		return Result{Answer: AnswerFlags, Flags: sockets.PollEvents, Number: int64(bits)}, s.Open
	case "nonblock":
		return text(FormatBool(s.Nonblock)), s.Open
	case "cloexec":
		return text(FormatBool(s.Cloexec)), s.Open
	}
	numbers := map[string]*int{"pending": s.Pending, "unsent": s.Unsent, "notsent": s.Notsent, "queue": s.Queue, "backlog": s.Backlog}
	n, ok := numbers[name]
	if !ok || !s.Open {
		return Result{}, false
	}
	if n == nil {
		return text(absent), true
	}
	return Result{Number: int64(*n)}, true
}

func text(got string) Result { return Result{Answer: AnswerNothing, got: got} }

func address(a sockets.Addr) Result {
	if a.IsZero() {
		return text("none")
	}
	return Result{Answer: AnswerAddress, Addr: a}
}

func (t *task) counter(name string) (Result, error) {
	now, ok := t.engine.counters.Read().Find(name)
	if !ok {
		return Result{}, fmt.Errorf("this kernel has no counter %s", name)
	}
	then, _ := t.engine.baseline.Find(name)
	return Result{Number: now - then}, nil
}

func (t *task) info(s *entry, name string) (Result, error) {
	info, err := t.engine.observer.Info(s.FD)
	if err != nil {
		return Result{Errno: sockets.Errno(err)}, nil
	}
	value, ok := info.Number(name)
	if !ok {
		return Result{}, fmt.Errorf("this kernel's TCP_INFO has no field %s", name)
	}
	return Result{Number: value, unit: infoUnit(name)}, nil
}

// infoUnit is the unit of a field of TCP_INFO that is a time, else 0.
func infoUnit(name string) time.Duration {
	for _, field := range sockopts.InfoFields() {
		if field.Name != name {
			continue
		}
		switch field.Unit {
		case "us":
			return time.Microsecond
		case "ms":
			return time.Millisecond
		}
	}
	return 0
}

// overview is what show prints of a socket without a field.
func (s *entry) overview() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s fd %d", s.Kind, s.FD)
	add := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, " %s %s", name, value)
		}
	}
	add("state", s.State)
	add("local", s.Local)
	add("peer", s.Peer)
	for _, name := range []string{"pending", "unsent", "notsent", "queue", "backlog"} {
		if r, ok := s.field(name); ok && r.got != absent {
			add(name, r.String())
		}
	}
	if s.Open {
		add("ready", s.Ready)
		add("nonblock", FormatBool(s.Nonblock))
	}
	return b.String()
}
