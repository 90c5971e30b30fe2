package export

import (
	"fmt"
)

// look compares what expect looks at.
func (l *cLanguage) look(w *code, look *Look, want LookIs) string {
	fd := l.descriptor(look.Of)
	numbers := func(got string) string { return fmt.Sprintf("%s %s %d", got, want.Op, want.N) }
	equal := func(is string) string {
		if want.Op == "!=" {
			return l.negate(is)
		}
		return is
	}
	switch look.Kind {
	case LookState:
		return equal(fmt.Sprintf("is(%s, %s)", l.stateOf(look, fd), l.bytes([]byte(want.Text))))
	case LookLocal, LookPeer, LookMessageFrom:
		got := l.addressOf(look, fd)
		if want.Address == nil {
			return equal(got + ".length == 0")
		}
		return equal(l.addressIs(got, want.Address))
	case LookOption:
		if v := want.Value; v.Bytes == nil {
			return fmt.Sprintf("option(%s, %s, %s) %s %d", fd, l.constant(look.Level), l.constant(look.Number), v.Op, v.N)
		}
		return fmt.Sprintf("get_option(%s, %s, %s, %d) == 0 && %s", fd, l.constant(look.Level), l.constant(look.Number), look.Room, l.valueIs(*want.Value))
	case LookControl:
		return equal(l.controlIs(look, want, numbers))
	default:
		return numbers(l.number(look, fd))
	}
}

func (l *cLanguage) stateOf(look *Look, fd string) string {
	if look.Closed {
		return fmt.Sprintf("afterlife(%s, %s)", l.keptAddress(look.Of, false), l.keptAddress(look.Of, true))
	}
	return "state(" + fd + ")"
}

func (l *cLanguage) addressOf(look *Look, fd string) string {
	switch {
	case look.Kind == LookMessageFrom:
		return l.messageOf(look.Of) + ".from"
	case look.Closed:
		return l.keptAddress(look.Of, look.Kind == LookPeer)
	case look.Kind == LookPeer:
		return "peer(" + fd + ")"
	}
	return "local(" + fd + ")"
}

// number is an expression for what is a number.
func (l *cLanguage) number(look *Look, fd string) string {
	switch look.Kind {
	case LookPending:
		return "ask(" + fd + ", FIONREAD, 0)"
	case LookUnsent:
		return "ask(" + fd + ", SIOCOUTQ, 0)"
	case LookNotsent:
		return "ask(" + fd + ", SIOCOUTQNSD, 0)"
	case LookQueue: // of a listener these two fields mean something else (net/ipv4/tcp.c, tcp_get_info)
		return "tcp_info_of(" + fd + ").tcpi_unacked"
	case LookBacklog:
		return "tcp_info_of(" + fd + ").tcpi_sacked"
	case LookReady:
		return "ready(" + fd + ")"
	case LookNonblock:
		return "!!(fcntl(" + fd + ", F_GETFL) & O_NONBLOCK)"
	case LookCloexec:
		return "!!(fcntl(" + fd + ", F_GETFD) & FD_CLOEXEC)"
	case LookInfo:
		return "(long long)tcp_info_of(" + fd + ").tcpi_" + look.Field
	case LookMessageFlags:
		return l.messageOf(look.Of) + ".flags"
	case LookControl:
		return fmt.Sprintf("came_number(&%s, %s, %s)", l.messageOf(look.Of), l.constant(look.Level), l.constant(look.Number))
	case LookCounter:
		return fmt.Sprintf("counter(%q) - counted_%s", look.Field, look.Field)
	case LookOption:
		return fmt.Sprintf("option(%s, %s, %s)", fd, l.constant(look.Level), l.constant(look.Number))
	default:
		return fd
	}
}

// controlIs is what a control message has to be.
func (l *cLanguage) controlIs(look *Look, want LookIs, numbers func(string) string) string {
	m := want.Message
	about := fmt.Sprintf("&%s, %s, %s", l.messageOf(look.Of), l.constant(look.Level), l.constant(look.Number))
	switch {
	case m.Absent:
		return "!came(" + about + ")"
	case m.Number && want.Op == "!=":
		return fmt.Sprintf("came_number(%s) == %d", about, want.N)
	case m.Number:
		return numbers("came_number(" + about + ")")
	case m.Rights != nil:
		var parts []string
		for i, r := range m.Rights {
			parts = append(parts, fmt.Sprintf("descriptor(&%s, %d) == %s", l.messageOf(look.Of), i, l.variable(r)))
		}
		return l.both(append(parts, fmt.Sprintf("descriptor(&%s, %d) == -1", l.messageOf(look.Of), len(m.Rights))))
	}
	var parts []string
	for _, f := range m.Fields {
		if f.Self != "" {
			id := map[string]string{"pid": "pid_t){getpid()}", "uid": "uid_t){getuid()}", "gid": "gid_t){getgid()}"}[f.Self]
			parts = append(parts, fmt.Sprintf("came_with(%s, %d, &(%s, 4)", about, f.At, id))
			continue
		}
		parts = append(parts, fmt.Sprintf("came_with(%s, %d, %s, %d)", about, f.At, l.bytes(f.Bytes), len(f.Bytes)))
	}
	return l.both(parts)
}

// show prints what show looks at.
func (l *cLanguage) show(w *code, look *Look) {
	name := plainLiteral(look.Text)
	fd := l.descriptor(look.Of)
	switch look.Kind {
	case LookAll:
		w.line(`printf("%%s is %%s", %s, %s);`, name, l.stateOf(look, fd))
		here, there := *look, *look
		here.Kind, there.Kind = LookLocal, LookPeer
		w.line(`printf(" at %%s", address_text(%s));`, l.addressOf(&here, fd))
		w.line(`printf(" with %%s\n", address_text(%s));`, l.addressOf(&there, fd))
	case LookState:
		w.line(`printf("%%s is %%s\n", %s, %s);`, name, l.stateOf(look, fd))
	case LookLocal, LookPeer, LookMessageFrom:
		w.line(`printf("%%s is %%s\n", %s, address_text(%s));`, name, l.addressOf(look, fd))
	default:
		w.line(`printf("%%s is %%lld\n", %s, (long long)%s);`, name, l.number(look, fd))
	}
}
