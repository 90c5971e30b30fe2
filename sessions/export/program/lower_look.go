package program

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// fields maps the name of a socket's field to its look.
var fields = map[string]LookKind{
	"state": LookState, "local": LookLocal, "peer": LookPeer, "pending": LookPending, "unsent": LookUnsent, "notsent": LookNotsent,
	"queue": LookQueue, "backlog": LookBacklog, "ready": LookReady, "nonblock": LookNonblock, "cloexec": LookCloexec, "fd": LookFD,
}

// look sets the look of expect or show, and the condition of expect.
func (l *lowering) look() error {
	s, said := l.step, l.said
	look := &Look{Text: s.Target.String()}
	said.Look, said.Action = look, ActionShow
	if s.Verb == "expect" {
		said.Action = ActionExpect
	}
	if s.Target.MIB != "" {
		look.Kind, look.Field = LookCounter, s.Target.MIB
	} else if err := l.lookAt(look); err != nil {
		return err
	}
	if s.Verb == "show" {
		return nil
	}
	want, err := l.compared(look)
	if err != nil {
		return err
	}
	want.Op = s.Compare
	said.Want = want
	if want.Text == string(status.StateClosed) && look.Kind == LookState { // sockets other than TCP say unconnected
		other := want
		other.Text = string(status.StateUnconnected)
		said.Want = Any{want, other}
		if want.Op == "!=" {
			said.Want = All{want, other}
		}
	}
	return nil
}

// lookAt sets the descriptor of a look and its kind.
func (l *lowering) lookAt(look *Look) error {
	s := l.step
	e, ok := l.names.find(s.Target.Socket, s.At)
	if !ok {
		return missing("there is no descriptor %s", s.Target.Socket)
	}
	look.Of, look.Closed = e.ref, !e.open
	if s.At == "" && e.process != "" {
		l.said.Process = l.process(e.process)
		if l.said.Process == 0 {
			return missing("%s was a descriptor of a process that has ended", s.Target.Socket)
		}
	}
	field := s.Target.Field
	kind, plain := fields[field]
	switch {
	case field == "":
		look.Kind = LookAll
	case plain:
		look.Kind = kind
		if e.ref.Domain == engine.AFUnix && (kind == LookQueue || kind == LookBacklog) {
			return missing("only sock_diag(7) tells it of a Unix socket")
		}
	case strings.HasPrefix(field, step.InfoPrefix):
		f, ok := sockopts.FindInfoField(strings.TrimPrefix(field, step.InfoPrefix))
		if !ok {
			return missing("TCP_INFO has no such field")
		}
		look.Kind, look.Field = LookInfo, f.Name
	case strings.HasPrefix(field, step.MessagePrefix):
		return l.lookAtMessage(look, strings.TrimPrefix(field, step.MessagePrefix))
	default:
		found, err := optionOf(field)
		if err != nil {
			return missing("netnet-tui finds it out by itself")
		}
		found = found.Of(e.ref.Domain)
		look.Kind, look.Room = LookOption, found.Size()
		look.Level, look.Number = optionConst(found)
	}
	return l.closed(look)
}

// closed records what must be saved from a descriptor before it is closed.
func (l *lowering) closed(look *Look) error {
	if !look.Closed {
		return nil
	}
	switch look.Kind {
	case LookState, LookAll:
		look.Of.StateLater, look.Of.LocalLater, look.Of.PeerLater = true, true, true
	case LookLocal:
		look.Of.LocalLater = true
	case LookPeer:
		look.Of.PeerLater = true
	default:
		return missing("%s is closed", look.Of.Name)
	}
	return nil
}

// lookAtMessage sets the look for a property of the last message: flags, sender or a control message.
func (l *lowering) lookAtMessage(look *Look, name string) error {
	look.Of.Messages = true
	switch name {
	case step.MessageFlagsField:
		look.Kind = LookMessageFlags
	case step.MessageFromField:
		look.Kind = LookMessageFrom
	default:
		level, typ, err := engine.ControlNumbers(name)
		if err != nil {
			return missing("%s", err)
		}
		look.Kind, look.Level, look.Number = LookControl, named(levelName(level), level), number(typ)
		if isConstant(name) {
			look.Number = named(name, typ)
		}
	}
	return nil
}

// compared returns what the look is compared with.
func (l *lowering) compared(look *Look) (LookIs, error) {
	want := *l.step.Value
	if number, _ := step.ErrnoNumber(want); number != 0 && look.Kind != LookOption && look.Kind != LookControl {
		return LookIs{}, missing("the look itself is to fail")
	}
	switch look.Kind {
	case LookState:
		if state, ok := step.ParseState(want); ok {
			want = string(state)
		}
		return LookIs{Text: want}, nil
	case LookLocal, LookPeer, LookMessageFrom:
		if want == "none" {
			return LookIs{Text: want}, nil
		}
		a, err := l.written(step.Address(want), 0)
		return LookIs{Address: a}, err
	case LookReady, LookMessageFlags:
		family := step.PollEvents
		if look.Kind == LookMessageFlags {
			family = step.MessageFlags
		}
		if want == "none" || want == "0" {
			return LookIs{}, nil
		}
		bits, err := family.Parse(strings.ReplaceAll(want, ",", "|"))
		if err != nil {
			return LookIs{}, missing("%s", err)
		}
		c := constant(family, bits)
		return LookIs{Bits: &c}, nil
	case LookNonblock, LookCloexec:
		return LookIs{N: map[string]int64{"on": 1, "1": 1}[want]}, nil
	case LookOption:
		found, err := optionOf(l.step.Target.Field)
		if err != nil {
			return LookIs{}, err
		}
		v, err := optionIs(found.Of(look.Of.Domain), l.step.Compare, want)
		return LookIs{Value: v}, err
	case LookControl:
		m, err := l.control(look, want)
		n, _ := step.ParseNumber(want)
		return LookIs{Message: m, N: n}, err
	default: // a number
	}
	n, err := step.ParseNumber(want)
	if unit := step.InfoUnit(look.Field); err != nil && unit > 0 {
		d, wrong := step.ParseDuration(want)
		n, err = int64(d/unit), wrong
	}
	if err != nil {
		return LookIs{}, missing("%s is not a number", want)
	}
	return LookIs{N: n}, nil
}
