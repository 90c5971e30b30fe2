package export

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// pythonLanguage is Python 3, with ctypes.
type pythonLanguage struct {
	words
	waits string // the wait that is judged
}

// newPython is the language with its words.
func newPython() *pythonLanguage {
	return &pythonLanguage{words: words{
		mark: "#",
		turn: "if turn(%d, %d):", done: "done()",
		within: "within(%s)", do: "while True:", while: "    if not (%s):\n        break",
		again: "again()", more: "more(%s)",
		hold: "held = %s", yes: "held", truth: "True",
		rounds: "for i in range(1, %d + 1):", end: "",
		start: "i = 1", next: "i += 1",
		stop:   "if e:\n    break",
		expect: "expect(%s, %d, %s)", told: "told(%d, %s)", need: "need(%d, %s)",
		sleep: "time.sleep(%s)",
		set:   "%s = %s",
		and:   " and ", or: " or ", not: "not ", unequal: "!=",
		literal: `b"%s"`, escape: `\x%02x`,
		taken: pythonTaken(), prelude: "python.py",
		local: "_local", peer: "_peer", message: "_message", locally: "local",
	}}
}

// pythonTaken are words that no variable of a Python program can be called.
func pythonTaken() []string {
	return strings.Fields(`False None True and as assert async await break class continue def del elif else except finally for from global if import
in is lambda nonlocal not or pass raise return try while with yield match case type ctypes errno mmap os resource select signal socket struct sys tempfile
threading time bytes int len list max min next open print range set str sum zip dict getattr hex memoryview me pids tries r e i held source folder received
DATA_SIZE REPORTS _name m fd`)
}

// constant is a constant that the program declares.
func (*pythonLanguage) constant(c Const) string {
	var parts []string
	for _, n := range c.Names {
		if isConstant(n.Name) {
			parts = append(parts, n.Name)
		} else {
			parts = append(parts, fmt.Sprintf("%#x", n.Value))
		}
	}
	if len(parts) == 0 || c.Net16 {
		return strconv.Itoa(c.Value)
	}
	return strings.Join(parts, " | ")
}

func (l *pythonLanguage) address(a *Address) string {
	switch {
	case a.Of != nil && a.Raw != nil:
		return l.keptAddress(*a.Of, a.Peer)
	case a.Of != nil && a.Peer:
		return "peer(" + l.variable(*a.Of) + ")"
	case a.Of != nil:
		return "local(" + l.variable(*a.Of) + ")"
	case a.Host != "" && a.Family == engine.AFInet:
		return fmt.Sprintf(`ipv4("%s", %d)`, a.Host, a.Port)
	case a.Host != "":
		scope := "0"
		if _, err := strconv.Atoi(a.Zone); err == nil {
			scope = a.Zone
		} else if a.Zone != "" {
			scope = "socket.if_nametoindex(" + plainLiteral(a.Zone) + ")"
		}
		return fmt.Sprintf(`ipv6("%s", %d, %s)`, a.Host, a.Port, scope)
	case strings.HasPrefix(a.Path, "@") && a.Raw[2] == 0:
		return "path(" + l.bytes(append([]byte{0}, a.Path[1:]...)) + ")"
	case a.Path != "":
		return "path(" + l.bytes([]byte(a.Path)) + ")"
	}
	return l.bytes(a.Raw)
}

func (l *pythonLanguage) data(c Condition) string {
	switch c := c.(type) {
	case Failed:
		if c.Errno.Value == 0 {
			return "e != 0"
		}
		return "e == " + l.constant(c.Errno)
	case Went:
		return "e == 0"
	case Number:
		return fmt.Sprintf("e == 0 and r %s %d", c.Op, c.N)
	case Count:
		return fmt.Sprintf("r == 8 and count() %s %d", c.Op, c.N)
	case Data:
		if c.Contains {
			return "contains(" + l.bytes(c.Text) + ")"
		}
		return "got(" + l.bytes(c.Text) + ")"
	case ReadyOnly:
		parts := []string{fmt.Sprintf("r == %d", len(c))}
		how := "polled"
		if l.waits == "epoll_wait" {
			how = "reported"
		}
		for _, watch := range c {
			parts = append(parts, fmt.Sprintf("%s(%s) == (%s)", how, l.variable(watch.Ref), l.constant(watch.Events)))
		}
		return l.both(parts)
	case AddressIs:
		return "e == 0 and " + l.addressIs("to", c.Address)
	case ValueIs:
		return "e == 0 and " + l.valueIs(c)
	case SettingIs:
		if c.Number {
			return fmt.Sprintf("whole() %s %d", c.Op, c.N)
		}
		is := "got(" + l.bytes([]byte(c.Text)) + ")"
		if c.Op == "!=" {
			return "not " + is
		}
		return is
	}
	return "false"
}

func (l *pythonLanguage) valueIs(v ValueIs) string {
	switch {
	case v.Bytes == nil:
		return fmt.Sprintf("value_number() %s %d", v.Op, v.N)
	case v.Text:
		return fmt.Sprintf("value_text() %s %s", v.Op, l.bytes([]byte(strings.TrimRight(string(v.Bytes), "\x00"))))
	}
	return fmt.Sprintf("value %s %s", v.Op, l.bytes(v.Bytes))
}

func (l *pythonLanguage) addressIs(got string, a *Address) string {
	if a.Of == nil && a.Family == engine.AFPacket {
		var parts []string
		for _, f := range packetFields(a.Raw) {
			parts = append(parts, fmt.Sprintf("has(%s, %d, %s)", got, f.At, l.bytes(f.Bytes)))
		}
		return l.both(parts)
	}
	return fmt.Sprintf("%s == %s", got, l.address(a))
}

// look compares what expect looks at.
func (l *pythonLanguage) look(_ *code, look *Look, want LookIs) string {
	fd := l.descriptor(look.Of)
	equal := func(is string) string {
		if want.Op == "!=" {
			return l.negate(is)
		}
		return is
	}
	switch look.Kind {
	case LookState:
		return fmt.Sprintf("%s %s %s", l.stateOf(look, fd), want.Op, plainLiteral(want.Text))
	case LookLocal, LookPeer, LookMessageFrom:
		got := l.addressOf(look, fd)
		if want.Address == nil {
			return equal("not " + got)
		}
		return equal(l.addressIs(got, want.Address))
	case LookOption:
		if want.Value.Bytes == nil {
			return fmt.Sprintf("%s %s %d", l.number(look, fd), want.Value.Op, want.Value.N)
		}
		return fmt.Sprintf("get_option(%s, %s, %s, %d) == 0 and %s", fd, l.constant(look.Level), l.constant(look.Number), look.Room, l.valueIs(*want.Value))
	case LookControl:
		return equal(l.controlIs(look, want))
	default:
		return fmt.Sprintf("%s %s %d", l.number(look, fd), want.Op, want.N)
	}
}

func (l *pythonLanguage) stateOf(look *Look, fd string) string {
	if look.Closed {
		return fmt.Sprintf("afterlife(%s, %s)", l.keptAddress(look.Of, false), l.keptAddress(look.Of, true))
	}
	return "state(" + fd + ")"
}

func (l *pythonLanguage) addressOf(look *Look, fd string) string {
	switch {
	case look.Kind == LookMessageFrom:
		return l.messageOf(look.Of) + ".sender"
	case look.Closed:
		return l.keptAddress(look.Of, look.Kind == LookPeer)
	case look.Kind == LookPeer:
		return "peer(" + fd + ")"
	}
	return "local(" + fd + ")"
}

func (l *pythonLanguage) number(look *Look, fd string) string {
	ask := func(request string) string { return "ask(" + fd + ", " + request + ", 0)" }
	field := func(name string) string {
		f, _ := infoField(name)
		return fmt.Sprintf("info(%s, %d, %d, %d, %d)", fd, f.Offset, f.Size, f.Shift, f.Bits)
	}
	switch look.Kind {
	case LookPending:
		return ask("0x541b") // FIONREAD
	case LookUnsent:
		return ask("0x5411") // SIOCOUTQ
	case LookNotsent:
		return ask("0x894b") // SIOCOUTQNSD
	case LookQueue: // of a listener these two fields mean something else (net/ipv4/tcp.c, tcp_get_info)
		return field("unacked")
	case LookBacklog:
		return field("sacked")
	case LookReady:
		return "ready(" + fd + ")"
	case LookNonblock:
		return "flag_of(" + fd + ", 3, os.O_NONBLOCK)" // F_GETFL
	case LookCloexec:
		return "flag_of(" + fd + ", 1, 1)" // F_GETFD, FD_CLOEXEC
	case LookInfo:
		return field(look.Field)
	case LookMessageFlags:
		return l.messageOf(look.Of) + ".flags"
	case LookControl:
		return fmt.Sprintf("came_number(came(%s, %s, %s))", l.messageOf(look.Of), l.constant(look.Level), l.constant(look.Number))
	case LookCounter:
		return fmt.Sprintf("counter(%q) - counted_%s", look.Field, plainName(look.Field))
	case LookOption:
		return fmt.Sprintf("option(%s, %s, %s)", fd, l.constant(look.Level), l.constant(look.Number))
	default:
		return fd
	}
}

func (l *pythonLanguage) controlIs(look *Look, want LookIs) string {
	m := want.Message
	came := fmt.Sprintf("came(%s, %s, %s)", l.messageOf(look.Of), l.constant(look.Level), l.constant(look.Number))
	switch {
	case m.Absent:
		return came + " is None"
	case m.Number && want.Op == "!=":
		return fmt.Sprintf("came_number(%s) == %d", came, want.N)
	case m.Number:
		return fmt.Sprintf("came_number(%s) %s %d", came, want.Op, want.N)
	case m.Rights != nil:
		var parts []string
		for i, r := range m.Rights {
			parts = append(parts, fmt.Sprintf("descriptor(%s, %d) == %s", l.messageOf(look.Of), i, l.variable(r)))
		}
		return l.both(append(parts, fmt.Sprintf("descriptor(%s, %d) == -1", l.messageOf(look.Of), len(m.Rights))))
	}
	var parts []string
	for _, f := range m.Fields {
		bytes := l.bytes(f.Bytes)
		if f.Self != "" {
			bytes = "ints(os.get" + f.Self + "())"
		}
		parts = append(parts, fmt.Sprintf("has(%s, %d, %s)", came, f.At, bytes))
	}
	return l.both(parts)
}

func (l *pythonLanguage) show(w *code, look *Look) {
	name := plainLiteral(look.Text)
	fd := l.descriptor(look.Of)
	switch look.Kind {
	case LookAll:
		here, there := *look, *look
		here.Kind, there.Kind = LookLocal, LookPeer
		w.line("print(%s, %s, %s, %s)", name, l.stateOf(look, fd), "address_text("+l.addressOf(&here, fd)+")", "address_text("+l.addressOf(&there, fd)+")")
	case LookState:
		w.line("print(%s, %s)", name, l.stateOf(look, fd))
	case LookLocal, LookPeer, LookMessageFrom:
		w.line("print(%s, address_text(%s))", name, l.addressOf(look, fd))
	default:
		w.line("print(%s, %s)", name, l.number(look, fd))
	}
}
