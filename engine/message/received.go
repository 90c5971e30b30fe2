// Package message keeps what came with the last message of a socket besides its data: the sender, the flags and the
// control messages, in the form that expect and show use.
package message

import (
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockets/control"

	"golang.org/x/sys/unix"
)

// Received is what came with a message besides its data.
type Received struct {
	from    sockets.Addr // the zero Addr if the kernel names no sender
	flags   int
	control []sockets.ControlMessage
}

// Of keeps what recvmsg(2) filled in besides the data.
func Of(m *sockets.Message) *Received {
	r := &Received{flags: m.Flags, control: sockets.SplitControl(m.Control)}
	if m.Addr != nil {
		r.from = *m.Addr
	}
	return r
}

// Cut reports whether there was too little room for the control messages.
func (r *Received) Cut() bool { return r.flags&unix.MSG_CTRUNC != 0 }

// Descriptors returns the descriptors that came with the message (SCM_RIGHTS).
func (r *Received) Descriptors() []int {
	var fds []int
	for _, c := range r.control {
		if c.Rights() {
			fds = append(fds, control.Descriptors(c.Data)...)
		}
	}
	return fds
}

// Tell describes the message: the sender, the flags, and each control message as a script writes it.
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

// Part returns a part of the message by its name: flags, from, or a control message. A part that did not come is
// "none".
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

// part returns a control message as expect compares it. kind is nil for an unnamed one.
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
