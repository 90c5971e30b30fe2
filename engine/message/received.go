// Package message keeps what came with the last message of a socket beside its data: who sent
// it, its flags and its control messages, as expect and show know them.
package message

import (
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockets/control"

	"golang.org/x/sys/unix"
)

// Received is what came with a message.
type Received struct {
	from    sockets.Addr // the zero Addr if the kernel names nobody
	flags   int
	control []sockets.ControlMessage
}

// Of keeps what recvmsg(2) has filled in beside the data.
func Of(m *sockets.Message) *Received {
	r := &Received{flags: m.Flags, control: sockets.SplitControl(m.Control)}
	if m.Addr != nil {
		r.from = *m.Addr
	}
	return r
}

// Cut reports whether there was no room for all control messages.
func (r *Received) Cut() bool { return r.flags&unix.MSG_CTRUNC != 0 }

// Descriptors are those that came with the message (SCM_RIGHTS).
func (r *Received) Descriptors() []int {
	var fds []int
	for _, c := range r.control {
		if c.Rights() {
			fds = append(fds, control.Descriptors(c.Data)...)
		}
	}
	return fds
}

// Tell says what came: from whom, the flags, and each control message as a script writes it.
func (r *Received) Tell(b control.Bench) string {
	var parts []string
	if !r.from.IsZero() && !r.from.Unnamed() {
		parts = append(parts, "from "+step.FormatAddr(r.from))
	}
	if r.flags != 0 {
		parts = append(parts, "msg_flags="+sockets.MessageFlags.Format(r.flags))
	}
	for _, c := range r.control {
		parts = append(parts, control.Decode(c, b).String())
	}
	return strings.Join(parts, " ")
}

// Part is a part of the message by its name: flags, from, or a control message. One that did not
// come is none.
func (r *Received) Part(name string, b control.Bench) (step.Result, error) {
	switch {
	case name == step.MessageFlagsField:
		return step.Result{Answer: step.AnswerFlags, Flags: sockets.MessageFlags, Number: int64(r.flags)}, nil
	case name == step.MessageFromField && !r.from.IsZero():
		return step.Result{Answer: step.AnswerAddress, Addr: r.from}, nil
	case name == step.MessageFromField:
		return none, nil
	}
	level, typ, kind, err := control.Named(name)
	if err != nil {
		return step.Result{}, err
	}
	for _, c := range r.control {
		if c.Level == level && c.Type == typ {
			return part(c, kind, b), nil
		}
	}
	return none, nil
}

var none = step.Result{Answer: step.AnswerNothing, Got: "none"}

// part is a control message as expect compares it. kind is nil for one without a name.
func part(c sockets.ControlMessage, kind *control.Kind, b control.Bench) step.Result {
	r := step.Result{Answer: step.AnswerNothing, Got: control.Decode(c, b).Value}
	if kind == nil {
		return r
	}
	if kind.Form.Number != nil {
		r.Number, r.Numbered = kind.Form.Number(c.Data)
		r.Unit = kind.Form.Unit
	}
	if kind.Form.Same != nil {
		r.Alike = func(want string) bool { return kind.Form.Same(c.Data, want, b) }
	}
	return r
}
