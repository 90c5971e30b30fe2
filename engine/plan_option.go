package engine

import (
	"encoding/binary"
	"fmt"
	"slices"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// sized returns a buffer of the size that a step asks for, and the length to pass to the call instead: none, or a
// negative length, which no buffer has.
func sized(p []byte, size *int) (buffer []byte, told []int) {
	switch {
	case size == nil:
		return p, nil
	case *size < 0:
		return p, []int{*size}
	}
	return sockets.Resize(p, *size), nil
}

// length returns the length that the step passes to its call, if it gives one.
func (t *task) length() []int {
	if t.step.Len == nil {
		return nil
	}
	return []int{*t.step.Len}
}

// readOption reads an option of a socket, with the buffer size that a step asks for.
func readOption(o step.Option, k sockets.Kernel, s *bench.Entry, size *int) step.Result {
	o = o.Of(s.Domain)
	raw, told := sized(make([]byte, o.Size()), size)
	n, err := k.Getsockopt(s.FD, o.Level, o.Number, raw, told...)
	return step.Result{Answer: step.AnswerValue, Option: o.Entry, Value: o.Decode(raw[:n]), Errno: sockets.Errno(err)}
}

func planSetsockopt(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	o, err := t.step.Option.Find()
	if err != nil {
		return nil, err
	}
	value, err := o.Parse(*t.step.Value)
	if err != nil {
		return nil, err
	}
	return []stage{t.stageSet(s, o, value)}, nil
}

func (t *task) stageSet(s *bench.Entry, o step.Option, value sockopts.Value) stage {
	return func() (action, error) {
		filter := value.Bytes()
		raw, told := sized(filter, t.step.Len)
		if t.step.Len != nil {
			value = o.Decode(raw)
		}
		before := t.beforeSetting(s, o, value)
		return action{
			call: func(k sockets.Kernel) step.Result {
				if entry, ok := o.Set(); ok && entry.Program() {
					return t.answer(0, k.AttachFilter(s.FD, program(filter), t.length()...))
				}
				return t.answer(0, k.Setsockopt(s.FD, o.Level, o.Number, raw, told...))
			},
			enter: func(r *step.Result) {
				t.mistaken(r)
				if r.Errno == 0 {
					t.afterSetting(s, o, before)
				}
			},
		}, nil
	}
}

// program decodes the instructions of a classic BPF program (struct sock_filter).
func program(raw []byte) []unix.SockFilter {
	order := binary.NativeEndian
	var filters []unix.SockFilter
	for p := range slices.Chunk(raw, 8) {
		if len(p) == 8 {
			filters = append(filters, unix.SockFilter{Code: order.Uint16(p), Jt: p[2], Jf: p[3], K: order.Uint32(p[4:])})
		}
	}
	return filters
}

func planGetsockopt(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	o, err := t.step.Option.Find()
	if err != nil {
		return nil, err
	}
	return []stage{t.stageGet(s, o)}, nil
}

func (t *task) stageGet(s *bench.Entry, o step.Option) stage {
	return func() (action, error) {
		return action{
			call: func(k sockets.Kernel) step.Result { return readOption(o, k, s, t.step.Len) },
			enter: func(r *step.Result) {
				t.mistaken(r)
				if entry, ok := o.Got(); ok && entry.ReadEffect != "" && r.Errno == 0 {
					s.History.Read(entry, r.Value.String(), t.engine.now())
					t.note(entry.ReadEffect)
				}
			},
		}, nil
	}
}

// setting is an option that is being set: its value before, and the mistakes that the kernel will accept silently.
type setting struct {
	change   status.OptionChange
	warnings []sockopts.Warning
}

// beforeSetting reads an option that is about to be set, and checks the new value for mistakes, except in a shorthand,
// which makes none.
func (t *task) beforeSetting(s *bench.Entry, o step.Option, value sockopts.Value) setting {
	entry, ok := o.Set()
	if !ok {
		return setting{}
	}
	t.engine.observe(s)
	var warnings []sockopts.Warning
	if t.step.Option != nil && t.step.Option.Mistake() == "" { // else the warnings would be about the wrong option
		warnings = entry.Warnings(t.engine.observer.Life(&s.Subject), value)
	}
	return setting{
		change: status.OptionChange{Socket: s.ID, Level: entry.Level, Name: entry.Name, Fresh: t.engine.observer.FreshValue(&s.Subject, entry),
			Before: t.engine.observer.ReadQuietly(s.FD, entry), Asked: value.String()},
		warnings: warnings,
	}
}

// afterSetting records what was asked for and the outcome in the evidence.
func (t *task) afterSetting(s *bench.Entry, o step.Option, made setting) {
	for _, w := range made.warnings {
		t.warn(w)
	}
	entry, ok := o.Set()
	if !ok {
		return
	}
	s.History.Set(entry, made.change.Asked)
	made.change.After = t.engine.observer.ReadQuietly(s.FD, entry)
	t.set = append(t.set, made.change)
}

// warn records a mistake that the kernel has silently accepted.
func (t *task) warn(w sockopts.Warning) {
	t.event.Warnings = append(t.event.Warnings, w.Text)
	if w.Cure != sockopts.NoCure {
		if t.event.Cures == nil {
			t.event.Cures = map[string]sockopts.Cure{}
		}
		t.event.Cures[w.Text] = w.Cure
	}
}

// mistaken warns if the step names an option that is not the one meant, or none at all. A step that expects the errno
// is taken to mean what it says.
func (t *task) mistaken(r *step.Result) {
	if t.step.Option == nil || r.Errno != 0 && len(t.step.Want) > 0 {
		return
	}
	if mistake := t.step.Option.Mistake(); mistake != "" {
		t.warn(sockopts.Warning{Text: mistake})
	}
}

// planRequest plans fcntl and ioctl.
func planRequest(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	r, ok := t.step.Asked()
	if !ok {
		return nil, fmt.Errorf("%s here knows no %s", t.step.Verb, t.step.Request)
	}
	if r.Flag != nil {
		return t.planFlag(s, r, *t.step.On), t.loops(s)
	}
	memory, err := r.Memory(t.step.Argument(), t.pid())
	if err != nil {
		return nil, err
	}
	return one(action{
		call: func(k sockets.Kernel) step.Result {
			n, err := ask(k, s.FD, r, memory)
			return t.step.RequestResult(n, memory, sockets.Errno(err))
		},
		enter: func(result *step.Result) { t.asked(s, r, result) },
	}), t.loops(s)
}

// ask makes the call of a request.
func ask(k sockets.Kernel, fd int, r *sockets.Request, memory []byte) (int, error) {
	switch {
	case r.Call == sockets.SysIoctl:
		return k.Ioctl(fd, uint(r.Number), memory)
	case r.Shape == sockets.ByPointer:
		return k.FcntlData(fd, r.Number, memory)
	case r.Shape == sockets.ByNumber:
		return k.Fcntl(fd, r.Number, int(int32(binary.NativeEndian.Uint32(memory))))
	}
	return k.Fcntl(fd, r.Number, 0)
}

// asked adds what a request has opened to the bench, and numbers it as its process does.
func (t *task) asked(s *bench.Entry, r *sockets.Request, result *step.Result) {
	if result.Errno != 0 || !r.Opens() {
		return
	}
	origin := r.Name + "(" + s.Name + ")"
	switch {
	case r.Makes():
		t.duplicate(int(result.Number), 0, s, origin)
	case r.Keeps() && len(t.step.Names) > 0 && s.Domain == unix.AF_UNIX: // elsewhere it is another request
		t.made(int(result.Number), 0, status.Socket{Kind: status.KindPath, Origin: origin})
	}
	result.Number = int64(number(int(result.Number)))
}

// planFlag changes one flag and keeps the others, which it reads first.
func (t *task) planFlag(s *bench.Entry, r *sockets.Request, on bool) []stage {
	var flags int
	return []stage{
		func() (action, error) {
			return action{
				call:  func(k sockets.Kernel) step.Result { return t.answer(k.Fcntl(s.FD, r.Flag.Get, 0)) },
				enter: func(r *step.Result) { flags = int(r.Number) },
			}, nil
		},
		func() (action, error) {
			flags &^= r.Number
			if on {
				flags |= r.Number
			}
			return action{call: func(k sockets.Kernel) step.Result {
				_, err := k.Fcntl(s.FD, r.Flag.Set, flags)
				return step.Result{Answer: step.AnswerZero, Errno: sockets.Errno(err)}
			}}, nil
		},
	}
}

// planNonblock does the same as fcntl s O_NONBLOCK on.
func planNonblock(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return t.stagesNonblock(s), nil
}

// stagesNonblock sets O_NONBLOCK.
func (t *task) stagesNonblock(s *bench.Entry) []stage {
	r, _ := sockets.FindRequest(sockets.SysFcntl, "O_NONBLOCK")
	return t.planFlag(s, r, true)
}

// loops refuses to make a socket blocking that the event loop accepts from: the loop's thread would sleep in accept,
// and nothing could wake it.
func (t *task) loops(s *bench.Entry) error {
	if on, sets := t.step.Nonblocking(); on || !sets {
		return nil
	}
	return t.refuseIfSharedServed(s)
}

func planPending(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{call: func(k sockets.Kernel) step.Result { return t.answer(k.IoctlGet(s.FD, unix.TIOCINQ)) }}), nil
}
