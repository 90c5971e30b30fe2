package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// goLanguage is Go, with golang.org/x/sys/unix.
type goLanguage struct {
	words
	waits string // the wait that is judged
	none  bool   // the call that is judged answers nothing but an error
}

func (*goLanguage) tabs() {}

// newGo is the language with its words.
func newGo() *goLanguage {
	return &goLanguage{words: words{
		mark: "//",
		turn: "if turn(%d, %d) {", done: "done()",
		within: "within(%s)", do: "for {", while: "if !(%s) {\nbreak\n}\n}",
		again: "again()", more: "more(%s)",
		hold: "held = %s", yes: "held", truth: "true",
		rounds: "for i = 1; i <= %d; i++ {", end: "}",
		start: "i = 1", next: "i++",
		stop:   "if err != nil {\nbreak\n}",
		expect: "expect(%s, %d, %s)", told: "told(%d, %s)", need: "need(%d, %s)",
		sleep: "time.Sleep(time.Duration(%s * float64(time.Second)))",
		set:   "%s = %s",
		and:   " && ", or: " || ", not: "!", unequal: "!=",
		literal: `"%s"`, escape: `\x%02x`,
		taken: goTaken(), prelude: "go.txt",
		local: "Local", peer: "Peer", message: "Message", locally: "local",
	}}
}

// goTaken are words that no variable of a Go program can be called.
func goTaken() []string {
	return strings.Fields(`break case chan const continue default defer else fallthrough for func go goto if import interface map package range
return select struct switch type var append cap clear close complex copy delete imag len make max min new panic print println real recover
bool byte error float64 int int16 int32 int64 string uint8 uint16 uint32 uint64 uintptr any true false nil iota main init err i held me
fmt os strings strconv slices time unsafe runtime signal syscall unix netip binary atomic source dataSize reportsSize r descriptors pids boardFD`)
}

// constant is a constant of golang.org/x/sys/unix, or of the program itself where that lacks it.
func (*goLanguage) constant(c Const) string {
	var parts []string
	for _, n := range c.Names {
		switch {
		case !isConstant(n.Name):
			parts = append(parts, fmt.Sprintf("%#x", n.Value))
		case slices.Contains(goLacks(), n.Name):
			parts = append(parts, n.Name)
		default:
			parts = append(parts, "unix."+n.Name)
		}
	}
	if len(parts) == 0 || c.Net16 {
		return strconv.Itoa(c.Value)
	}
	return strings.Join(parts, "|")
}

func (l *goLanguage) address(a *Address) string {
	switch {
	case a.Of != nil && a.Raw != nil:
		return l.keptAddress(*a.Of, a.Peer)
	case a.Of != nil && a.Peer:
		return "peer(" + l.variable(*a.Of) + ")"
	case a.Of != nil:
		return "local(" + l.variable(*a.Of) + ")"
	case a.Host != "" && a.Family == engine.AFInet:
		return fmt.Sprintf(`ipv4("%s:%d")`, a.Host, a.Port)
	case a.Host != "":
		scope := "0"
		if _, err := strconv.Atoi(a.Zone); err == nil {
			scope = a.Zone
		} else if a.Zone != "" {
			scope = "device(" + l.bytes([]byte(a.Zone)) + ")"
		}
		return fmt.Sprintf(`ipv6("[%s]:%d", %s)`, a.Host, a.Port, scope)
	case strings.HasPrefix(a.Path, "@") && a.Raw[2] == 0:
		return "path(" + l.bytes(append([]byte{0}, a.Path[1:]...)) + ")"
	case a.Path != "":
		return "path(" + l.bytes([]byte(a.Path)) + ")"
	}
	return "raw(" + l.bytes(a.Raw) + ")"
}

func (l *goLanguage) data(c Condition) string {
	switch c := c.(type) {
	case Failed:
		if c.Errno.Value == 0 {
			return "err != nil"
		}
		return "err == " + l.constant(c.Errno)
	case Went:
		return "err == nil"
	case Number:
		if l.none {
			return fmt.Sprintf("err == nil && 0 %s %d", c.Op, c.N)
		}
		return fmt.Sprintf("err == nil && r %s %d", c.Op, c.N)
	case Count:
		return fmt.Sprintf("r == 8 && count() %s %d", c.Op, c.N)
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
		return "err == nil && " + l.addressIs("to", c.Address)
	case ValueIs:
		return "err == nil && " + l.valueIs("value", c)
	case SettingIs:
		if c.Number {
			return fmt.Sprintf("whole() %s %d", c.Op, c.N)
		}
		is := "got(" + l.bytes([]byte(c.Text)) + ")"
		if c.Op == "!=" {
			return "!" + is
		}
		return is
	}
	return "false"
}

func (l *goLanguage) valueIs(got string, v ValueIs) string {
	switch {
	case v.Bytes == nil:
		return fmt.Sprintf("valueNumber(%s) %s %d", got, v.Op, v.N)
	case v.Text:
		return fmt.Sprintf("valueText(%s) %s %s", got, v.Op, l.bytes([]byte(strings.TrimRight(string(v.Bytes), "\x00"))))
	}
	return fmt.Sprintf("string(%s) %s %s", got, v.Op, l.bytes(v.Bytes))
}

func (l *goLanguage) addressIs(got string, a *Address) string {
	if a.Of == nil && a.Family == engine.AFPacket {
		var parts []string
		for _, f := range packetFields(a.Raw) {
			parts = append(parts, fmt.Sprintf("has(%s, %d, %s)", got, f.At, l.bytes(f.Bytes)))
		}
		return l.both(parts)
	}
	return fmt.Sprintf("same(%s, %s)", got, l.address(a))
}

// look compares what expect looks at.
func (l *goLanguage) look(_ *code, look *Look, want LookIs) string {
	fd := l.descriptor(look.Of)
	equal := func(is string) string {
		if want.Op == "!=" {
			return l.negate(is)
		}
		return is
	}
	switch look.Kind {
	case LookState:
		return fmt.Sprintf("%s %s %s", l.stateOf(look, fd), want.Op, l.bytes([]byte(want.Text)))
	case LookLocal, LookPeer, LookMessageFrom:
		got := l.addressOf(look, fd)
		if want.Address == nil {
			return equal("len(" + got + ") == 0")
		}
		return equal(l.addressIs(got, want.Address))
	case LookOption:
		if want.Value.Bytes == nil {
			return fmt.Sprintf("%s %s %d", l.number(look, fd), want.Value.Op, want.Value.N)
		}
		return fmt.Sprintf("func() bool {\nvalue, err := getOption(%s, %s, %s, %d)\nreturn err == nil && %s\n}()",
			fd, l.constant(look.Level), l.constant(look.Number), look.Room, l.valueIs("value", *want.Value))
	case LookControl:
		return equal(l.controlIs(look, want))
	default:
		return fmt.Sprintf("%s %s %d", l.number(look, fd), want.Op, want.N)
	}
}

func (l *goLanguage) stateOf(look *Look, fd string) string {
	if look.Closed {
		return fmt.Sprintf("afterlife(%s, %s)", l.keptAddress(look.Of, false), l.keptAddress(look.Of, true))
	}
	return "state(" + fd + ")"
}

func (l *goLanguage) addressOf(look *Look, fd string) string {
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

func (l *goLanguage) number(look *Look, fd string) string {
	ask := func(request string) string { return "number(ask(" + fd + ", unix." + request + ", 0))" }
	field := func(name string) string {
		f, _ := infoField(name)
		return fmt.Sprintf("info(%s, %d, %d, %d, %d)", fd, f.Offset, f.Size, f.Shift, f.Bits)
	}
	switch look.Kind {
	case LookPending:
		return ask("SIOCINQ")
	case LookUnsent:
		return ask("SIOCOUTQ")
	case LookNotsent:
		return ask("SIOCOUTQNSD")
	case LookQueue: // of a listener these two fields mean something else (net/ipv4/tcp.c, tcp_get_info)
		return field("unacked")
	case LookBacklog:
		return field("sacked")
	case LookReady:
		return "ready(" + fd + ")"
	case LookNonblock:
		return "flagOf(" + fd + ", unix.F_GETFL, unix.O_NONBLOCK)"
	case LookCloexec:
		return "flagOf(" + fd + ", unix.F_GETFD, unix.FD_CLOEXEC)"
	case LookInfo:
		return field(look.Field)
	case LookMessageFlags:
		return l.messageOf(look.Of) + ".flags"
	case LookControl:
		return fmt.Sprintf("cameNumber(came(%s, %s, %s))", l.messageOf(look.Of), l.constant(look.Level), l.constant(look.Number))
	case LookCounter:
		return fmt.Sprintf("counter(%q) - counted%s", look.Field, plainName(look.Field))
	case LookOption:
		return fmt.Sprintf("option(%s, %s, %s)", fd, l.constant(look.Level), l.constant(look.Number))
	default:
		return fd
	}
}

func (l *goLanguage) controlIs(look *Look, want LookIs) string {
	m := want.Message
	came := fmt.Sprintf("came(%s, %s, %s)", l.messageOf(look.Of), l.constant(look.Level), l.constant(look.Number))
	switch {
	case m.Absent:
		return came + " == nil"
	case m.Number && want.Op == "!=":
		return fmt.Sprintf("cameNumber(%s) == %d", came, want.N)
	case m.Number:
		return fmt.Sprintf("cameNumber(%s) %s %d", came, want.Op, want.N)
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
			bytes = "ints(" + map[string]string{"pid": "os.Getpid()", "uid": "os.Getuid()", "gid": "os.Getgid()"}[f.Self] + ")"
		}
		parts = append(parts, fmt.Sprintf("has(%s, %d, %s)", came, f.At, bytes))
	}
	return l.both(parts)
}

func (l *goLanguage) show(w *code, look *Look) {
	name := plainLiteral(look.Text)
	fd := l.descriptor(look.Of)
	switch look.Kind {
	case LookAll:
		here, there := *look, *look
		here.Kind, there.Kind = LookLocal, LookPeer
		w.line("fmt.Println(%s, %s, %s, %s)", name, l.stateOf(look, fd), "addressText("+l.addressOf(&here, fd)+")", "addressText("+l.addressOf(&there, fd)+")")
	case LookState:
		w.line("fmt.Println(%s, %s)", name, l.stateOf(look, fd))
	case LookLocal, LookPeer, LookMessageFrom:
		w.line("fmt.Println(%s, addressText(%s))", name, l.addressOf(look, fd))
	default:
		w.line("fmt.Println(%s, %s)", name, l.number(look, fd))
	}
}
