package engine

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"
)

// sight looks at what a step names.
func (t *task) sight(look step.Target) (step.Result, error) {
	if look.MIB != "" {
		return t.counter(look.MIB)
	}
	s, ok := t.engine.lookup(look.Socket)
	if !ok {
		return step.Result{}, fmt.Errorf("there is no socket %s: the step that was to make it did not", look.Socket)
	}
	t.engine.observe(s)
	if look.Field == "" {
		return text(s.overview()), nil
	}
	if look.Field == step.FieldConnections {
		return t.connections(s)
	}
	if r, ok := s.field(look.Field); ok {
		if r.Got == absent {
			return r, fmt.Errorf("%s has no %s: the kernel tells none of %s", s.Name, look.Field, strings.TrimSpace(s.Kind+" "+s.State))
		}
		return r, nil
	}
	if !s.Open {
		return step.Result{}, fmt.Errorf("%s is closed: only its state, local and peer can still be looked at", s.Name)
	}
	if name, ok := strings.CutPrefix(look.Field, step.InfoPrefix); ok {
		return t.info(s, name)
	}
	found, err := step.OptionRef{Name: look.Field}.Find()
	if err != nil {
		return step.Result{}, err
	}
	if found.Entry.ReadEffect != "" {
		t.note(found.Entry.ReadEffect)
	}
	return readOption(found, t.guarded(t.engine.kernel), s.FD), nil
}

// connections is how many connections the event loop has for a socket.
func (t *task) connections(s *entry) (step.Result, error) {
	if !t.engine.served(s) {
		return step.Result{}, fmt.Errorf("%s is not served: connections are counted while it is", s.Name)
	}
	return step.Result{Number: int64(t.engine.loop.Connections(uint64(s.ID)))}, nil
}

// absent stands for a number the kernel does not tell.
const absent = "absent"

// field gives one of Fields; ok is false where it is none.
func (s *entry) field(name string) (r step.Result, ok bool) {
	switch name {
	case "state":
		if s.State == "" { // an epoll
			return text(absent), true
		}
		return text(s.State), true
	case "fd":
		return step.Result{Number: int64(s.FD)}, true
	case "local":
		return address(s.Ends.Local), true
	case "peer":
		return address(s.PeerAddr()), true
	case "ready":
		bits, _ := sockets.PollEvents.Parse(s.Ready)
		return step.Result{Answer: step.AnswerFlags, Flags: sockets.PollEvents, Number: int64(bits)}, s.Open
	case "nonblock":
		return text(step.FormatBool(s.Nonblock)), s.Open
	case "cloexec":
		return text(step.FormatBool(s.Cloexec)), s.Open
	}
	numbers := map[string]*int{"pending": s.Pending, "unsent": s.Unsent, "notsent": s.Notsent, "queue": s.Queue, "backlog": s.Backlog}
	n, ok := numbers[name]
	if !ok || !s.Open {
		return step.Result{}, false
	}
	if n == nil {
		return text(absent), true
	}
	return step.Result{Number: int64(*n)}, true
}

func text(got string) step.Result { return step.Result{Answer: step.AnswerNothing, Got: got} }

func address(a sockets.Addr) step.Result {
	if a.IsZero() {
		return text("none")
	}
	return step.Result{Answer: step.AnswerAddress, Addr: a}
}

func (t *task) counter(name string) (step.Result, error) {
	now, ok := t.engine.counters.Read().Find(name)
	if !ok {
		return step.Result{}, fmt.Errorf("this kernel has no counter %s", name)
	}
	then, _ := t.engine.baseline.Find(name)
	return step.Result{Number: now - then}, nil
}

func (t *task) info(s *entry, name string) (step.Result, error) {
	info, err := t.engine.observer.Info(s.FD)
	if err != nil {
		return step.Result{Errno: sockets.Errno(err)}, nil
	}
	value, ok := info.Number(name)
	if !ok {
		return step.Result{}, fmt.Errorf("this kernel's TCP_INFO has no field %s", name)
	}
	return step.Result{Number: value, Unit: step.InfoUnit(name)}, nil
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
		if r, ok := s.field(name); ok && r.Got != absent {
			add(name, r.String())
		}
	}
	if s.Open {
		add("ready", s.Ready)
		add("nonblock", step.FormatBool(s.Nonblock))
	}
	return b.String()
}
