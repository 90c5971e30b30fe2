package export

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// luaLanguage is LuaJIT, with its ffi.
type luaLanguage struct {
	words
	waits string // the wait that is judged
}

// newLua is the language with its words.
func newLua() *luaLanguage {
	return &luaLanguage{words: words{
		mark: "--",
		turn: "if turn(%d, %d) then", done: "done()",
		within: "within(%s)", do: "repeat", while: "until not (%s)",
		again: "again()", more: "more(%s)",
		hold: "held = %s", yes: "held", truth: "true",
		rounds: "for i = 1, %d do", end: "end",
		start: "i = 1", next: "i = i + 1",
		stop:   "if e ~= 0 then break end",
		expect: "expect(%s, %d, %s)", told: "told(%d, %s)", need: "need(%d, %s)",
		sleep: "C.usleep(%s * 1e6)",
		set:   "%s = %s",
		and:   " and ", or: " or ", not: "not ", unequal: "~=",
		literal: `"%s"`, escape: `\%03d`,
		taken: luaTaken(), prelude: "lua.lua",
		local: "_local", peer: "_peer", message: "_message", locally: "locally",
	}}
}

// luaTaken are words that no variable of a Lua program can be called.
func luaTaken() []string {
	return strings.Fields(`and break do else elseif end false for function goto if in local nil not or repeat return then true until while
ffi bit jit C source declarations string table math io os print error assert type pairs ipairs tonumber tostring require select next unpack
list m pair pids me tries watching r e DATA_SIZE WATCHED REPORTS folder received`)
}

// constant is a constant that the program declares.
func (*luaLanguage) constant(c Const) string {
	var parts []string
	for _, n := range c.Names {
		if isConstant(n.Name) {
			parts = append(parts, "C."+n.Name)
		} else {
			parts = append(parts, strconv.Itoa(n.Value))
		}
	}
	switch {
	case len(parts) == 0 || c.Net16:
		return strconv.Itoa(c.Value)
	case len(parts) == 1:
		return parts[0]
	}
	return "bit.bor(" + strings.Join(parts, ", ") + ")"
}

func (l *luaLanguage) address(a *Address) string {
	switch {
	case a.Of != nil && a.Raw != nil:
		return l.keptAddress(*a.Of, a.Peer)
	case a.Of != nil && a.Peer:
		return "peer(" + l.variable(*a.Of) + ")"
	case a.Of != nil:
		return "locally(" + l.variable(*a.Of) + ")"
	case a.Host != "" && a.Family == engine.AFInet:
		return fmt.Sprintf(`ipv4("%s", %d)`, a.Host, a.Port)
	case a.Host != "":
		scope := "0"
		if _, err := strconv.Atoi(a.Zone); err == nil {
			scope = a.Zone
		} else if a.Zone != "" {
			scope = "C.if_nametoindex(" + l.bytes([]byte(a.Zone)) + ")"
		}
		return fmt.Sprintf(`ipv6("%s", %d, %s)`, a.Host, a.Port, scope)
	case strings.HasPrefix(a.Path, "@") && a.Raw[2] == 0:
		return "path(" + l.bytes(append([]byte{0}, a.Path[1:]...)) + ")"
	case a.Path != "":
		return "path(" + l.bytes([]byte(a.Path)) + ")"
	}
	return l.bytes(a.Raw)
}

func (l *luaLanguage) data(c Condition) string {
	switch c := c.(type) {
	case Failed:
		if c.Errno.Value == 0 {
			return "e ~= 0"
		}
		return "e == " + l.constant(c.Errno)
	case Went:
		return "e == 0"
	case Number:
		return fmt.Sprintf("e == 0 and r %s %d", l.compared(c.Op), c.N)
	case Count:
		return fmt.Sprintf("r == 8 and count() %s %d", l.compared(c.Op), c.N)
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
			parts = append(parts, fmt.Sprintf("%s(%s) == %s", how, l.variable(watch.Ref), l.constant(watch.Events)))
		}
		return l.both(parts)
	case AddressIs:
		return "e == 0 and " + l.addressIs("to", c.Address)
	case ValueIs:
		return "e == 0 and " + l.valueIs(c)
	case SettingIs:
		if c.Number {
			return fmt.Sprintf("whole() %s %d", l.compared(c.Op), c.N)
		}
		is := "got(" + l.bytes([]byte(c.Text)) + ")"
		if c.Op == "!=" {
			return "not " + is
		}
		return is
	}
	return "false"
}

// luaOp is a comparison as Lua has it.
func (l *luaLanguage) valueIs(v ValueIs) string {
	switch {
	case v.Bytes == nil:
		return fmt.Sprintf("value_number() %s %d", l.compared(v.Op), v.N)
	case v.Text:
		return fmt.Sprintf("value_text() %s %s", l.compared(v.Op), l.bytes([]byte(strings.TrimRight(string(v.Bytes), "\x00"))))
	}
	return fmt.Sprintf("value %s %s", l.compared(v.Op), l.bytes(v.Bytes))
}

func (l *luaLanguage) addressIs(got string, a *Address) string {
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
func (l *luaLanguage) look(_ *code, look *Look, want LookIs) string {
	fd := l.descriptor(look.Of)
	equal := func(is string) string {
		if want.Op == "!=" {
			return l.negate(is)
		}
		return is
	}
	switch look.Kind {
	case LookState:
		return fmt.Sprintf("%s %s %s", l.stateOf(look, fd), l.compared(want.Op), l.bytes([]byte(want.Text)))
	case LookLocal, LookPeer, LookMessageFrom:
		got := l.addressOf(look, fd)
		if want.Address == nil {
			return equal("(" + got + " or \"\") == \"\"")
		}
		return equal(l.addressIs(got, want.Address))
	case LookOption:
		if want.Value.Bytes == nil {
			return fmt.Sprintf("%s %s %d", l.number(look, fd), l.compared(want.Value.Op), want.Value.N)
		}
		return fmt.Sprintf("get_option(%s, %s, %s, %d) == 0 and %s", fd, l.constant(look.Level), l.constant(look.Number), look.Room, l.valueIs(*want.Value))
	case LookControl:
		return equal(l.controlIs(look, want))
	default:
		return fmt.Sprintf("%s %s %d", l.number(look, fd), l.compared(want.Op), want.N)
	}
}

func (l *luaLanguage) stateOf(look *Look, fd string) string {
	if look.Closed {
		return fmt.Sprintf("afterlife(%s, %s)", l.keptAddress(look.Of, false), l.keptAddress(look.Of, true))
	}
	return "state(" + fd + ")"
}

func (l *luaLanguage) addressOf(look *Look, fd string) string {
	switch {
	case look.Kind == LookMessageFrom:
		return l.messageOf(look.Of) + ".from"
	case look.Closed:
		return l.keptAddress(look.Of, look.Kind == LookPeer)
	case look.Kind == LookPeer:
		return "peer(" + fd + ")"
	}
	return "locally(" + fd + ")"
}

func (l *luaLanguage) number(look *Look, fd string) string {
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
		return "flag_of(" + fd + ", 3, 0x800)" // F_GETFL, O_NONBLOCK
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

func (l *luaLanguage) controlIs(look *Look, want LookIs) string {
	m := want.Message
	came := fmt.Sprintf("came(%s, %s, %s)", l.messageOf(look.Of), l.constant(look.Level), l.constant(look.Number))
	switch {
	case m.Absent:
		return came + " == nil"
	case m.Number && want.Op == "!=":
		return fmt.Sprintf("came_number(%s) == %d", came, want.N)
	case m.Number:
		return fmt.Sprintf("came_number(%s) %s %d", came, l.compared(want.Op), want.N)
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
			bytes = "i32(C.get" + f.Self + "())"
		}
		parts = append(parts, fmt.Sprintf("has(%s, %d, %s)", came, f.At, bytes))
	}
	return l.both(parts)
}

func (l *luaLanguage) show(w *code, look *Look) {
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
