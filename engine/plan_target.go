package engine

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
)

func planExpect(t *task) ([]stage, error) {
	return t.planTarget(func(r step.Result) (step.Result, error) {
		held, err := t.step.Matches(r, func(a step.Address) (sockets.Addr, error) { return t.address(a, unix.AF_INET) })
		r.Unmet = !held
		return r, err
	})
}

func planShow(t *task) ([]stage, error) {
	return t.planTarget(func(r step.Result) (step.Result, error) { return r, nil })
}

// planTarget reads what the step names, each time it is tried.
func (t *task) planTarget(judge func(step.Result) (step.Result, error)) ([]stage, error) {
	if s, err := t.find(t.step.Target.Socket); err == nil {
		t.involve(s)
	}
	return []stage{func() (action, error) {
		r, err := t.observeTarget(*t.step.Target)
		if err != nil {
			if t.step.Within == 0 || t.step.Compare == "" {
				return action{}, err
			}
			r = text(err.Error()) // this may become what is expected
			r.Unmet = true
		} else if r, err = judge(r); err != nil {
			return action{}, err
		}
		return action{call: func(sockets.Kernel) step.Result {
			return step.Result{Answer: step.AnswerNothing, Got: r.String(), Unmet: r.Unmet}
		}}, nil
	}}, nil
}

// observeTarget returns the current value of what a step names.
func (t *task) observeTarget(target step.Target) (step.Result, error) {
	if target.MIB != "" {
		return t.counter(target.MIB)
	}
	s, err := t.find(target.Socket)
	if err != nil {
		return step.Result{}, err
	}
	t.engine.observe(s)
	if target.Timed() {
		t.engine.observer.ObserveTimer(&s.Subject)
	}
	if target.Field == "" {
		return text(overview(s)), nil
	}
	if target.Field == step.FieldConnections {
		return t.connections(s)
	}
	if name, ok := strings.CutPrefix(target.Field, step.MessagePrefix); ok {
		if s.Message == nil {
			return step.Result{}, fmt.Errorf("%s has received no message by recvmsg yet", s.Name)
		}
		return s.Message.Part(name, t.engine.codec())
	}
	if r, ok := field(s, target.Field); ok {
		if r.Got == absent {
			return r, fmt.Errorf("%s has no %s: the kernel reports none for %s", s.Name, target.Field, strings.TrimSpace(s.Kind+" "+string(s.State)))
		}
		return r, nil
	}
	if !s.Open {
		return step.Result{}, fmt.Errorf("%s is closed: only its state, local and peer can still be looked at", s.Name)
	}
	if name, ok := strings.CutPrefix(target.Field, step.InfoPrefix); ok {
		return t.info(s, name)
	}
	found, err := step.OptionRef{Name: target.Field}.Find()
	if err != nil {
		return step.Result{}, err
	}
	if found.Entry.ReadEffect != "" {
		t.note(found.Entry.ReadEffect)
	}
	return readOption(found, t.guarded(t.engine.kernel), s, nil), nil
}

// connections returns how many connections the event loop has for a socket.
func (t *task) connections(s *bench.Entry) (step.Result, error) {
	l := t.engine.serving.Running()
	if l == nil || !t.engine.served(s) {
		return step.Result{}, fmt.Errorf("%s is not served: connections are counted while it is", s.Name)
	}
	return step.Result{Number: int64(l.Connections(uint64(s.ID)))}, nil
}

// absent stands for a number that the kernel does not report.
const absent = "absent"

// field returns a field of the socket; ok is false if it currently has no such field.
func field(s *bench.Entry, name string) (r step.Result, ok bool) {
	if name == step.FieldFD {
		return step.Result{Number: int64(number(s.FD))}, true
	}
	f, ok := status.FindField(name)
	if !ok || !s.Open && !f.Outlives() {
		return step.Result{}, false
	}
	switch f.Kind {
	case status.FieldAddress:
		return address(addrOf(s, f)), true
	case status.FieldEvents:
		bits, _ := sockets.PollEvents.Parse(f.Text(&s.Condition))
		return step.Result{Answer: step.AnswerFlags, Flags: sockets.PollEvents, Number: int64(bits)}, true
	case status.FieldNumber:
		if n := f.Number(&s.Condition); n != nil {
			return step.Result{Number: int64(*n)}, true
		}
	case status.FieldTime:
		if d := f.Time(&s.Condition); d != nil {
			return step.Result{Answer: step.AnswerTime, Number: d.Milliseconds(), Unit: time.Millisecond}, true
		}
	case status.FieldState, status.FieldBool, status.FieldTimer:
	}
	return text(cmp.Or(f.Text(&s.Condition), absent)), true // an epoll has no state
}

// addrOf returns the value of an address field.
func addrOf(s *bench.Entry, f *status.Field) sockets.Addr {
	if f.Name == "peer" {
		return s.PeerAddr()
	}
	return s.Ends.Local
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

func (t *task) info(s *bench.Entry, name string) (step.Result, error) {
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

// overview returns what show prints for a socket without a field.
func overview(s *bench.Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s fd %d", s.Kind, number(s.FD))
	for _, f := range status.Fields() {
		if value := f.Brief(&s.Condition); value != "" && (s.Open || f.Outlives()) {
			fmt.Fprintf(&b, " %s %s", f.Name, value)
		}
	}
	return b.String()
}
