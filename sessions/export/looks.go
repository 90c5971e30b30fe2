package export

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sessions/export/program"
	"netnet-tui/sockopts"
)

// answered is a condition about what a call has answered.
func (w *code) answered(c program.Condition) string {
	k := w.words
	switch c := c.(type) {
	case program.Failed:
		if c.Errno.Value == 0 {
			return k.failed
		}
		return fmt.Sprintf(k.failedWith, k.constant(c.Errno))
	case program.Went:
		return k.went
	case program.Number:
		return w.lang.compare(c)
	case program.Count:
		return fmt.Sprintf("r == 8%scount() %s %d", k.and, k.compared(c.Op), c.N)
	case program.Data:
		if c.Contains {
			return "contains(" + k.given(c.Text) + ")"
		}
		return "got(" + k.given(c.Text) + ")"
	case program.ReadyOnly:
		parts := []string{fmt.Sprintf("r == %d", len(c))}
		for _, watch := range c {
			parts = append(parts, fmt.Sprintf("%s(%s) == %s", w.readiness(), k.variable(watch.Ref), k.bits(watch.Events)))
		}
		return k.both(parts)
	case program.AddressIs:
		return k.zero + k.and + w.addressIs("to", c.Address)
	case program.ValueIs:
		return k.zero + k.and + w.valueIs(c)
	case program.SettingIs:
		if c.Number {
			return fmt.Sprintf("%s %s %d", k.whole, k.compared(c.Op), c.N)
		}
		is := "got(" + k.given([]byte(c.Text)) + ")"
		if c.Op == "!=" {
			return k.not + is
		}
		return is
	}
	panic("no such condition") // see condition.go
}

// readiness is the function that knows what the wait of the statement has reported.
func (w *code) readiness() string {
	call := w.said.Call
	if w.said.Task != nil {
		call = w.said.Task.Call
	}
	if call.Name == "epoll_wait" {
		return "reported"
	}
	return "polled"
}

// valueIs compares the value that was asked for.
func (w *code) valueIs(v program.ValueIs) string {
	k := w.words
	switch {
	case v.Bytes == nil:
		return fmt.Sprintf("%s %s %d", k.valueNumber, k.compared(v.Op), v.N)
	case v.Text:
		return k.bytesAre(k.valueText, v.Op, []byte(strings.TrimRight(string(v.Bytes), "\x00")))
	}
	return k.bytesAre(k.value, v.Op, v.Bytes)
}

// addressIs compares an address. Of a packet socket's, what was left out may be anything.
func (w *code) addressIs(got string, a *program.Address) string {
	if a.Of == nil && a.Family == engine.AFPacket {
		var parts []string
		for _, f := range packetFields(a.Raw) {
			parts = append(parts, fmt.Sprintf("has(%s, %d, %s)", got, f.At, w.words.given(f.Bytes)))
		}
		return w.words.both(parts)
	}
	return fmt.Sprintf(w.words.same, got, w.words.address(a))
}

// packetFields are the fields of struct sockaddr_ll that were written (packet(7)).
func packetFields(raw []byte) []program.FieldWant {
	fields := []program.FieldWant{{At: 0, Bytes: raw[:2]}, {At: 4, Bytes: raw[4:8]}}
	for _, f := range [][2]int{{2, 4}, {8, 10}, {10, 11}} {
		if part := raw[f[0]:f[1]]; strings.Trim(string(part), "\x00") != "" {
			fields = append(fields, program.FieldWant{At: f[0], Bytes: part})
		}
	}
	if n := int(raw[11]); n > 0 {
		fields = append(fields, program.FieldWant{At: 11, Bytes: raw[11:min(12+n, len(raw))]})
	}
	return fields
}

// look compares what expect looks at.
func (w *code) look(look *program.Look, want program.LookIs) string {
	k := w.words
	fd := k.descriptor(look.Of)
	equal := func(is string) string {
		if want.Op == "!=" {
			return k.negate(is)
		}
		return is
	}
	switch look.Kind {
	case program.LookState:
		if k.functions {
			return equal(fmt.Sprintf("is(%s, %s)", w.stateOf(look), plainLiteral(want.Text)))
		}
		return fmt.Sprintf("%s %s %s", w.stateOf(look), k.compared(want.Op), plainLiteral(want.Text))
	case program.LookLocal, program.LookPeer, program.LookMessageFrom:
		got := w.addressOf(look)
		if want.Address == nil {
			return equal(fmt.Sprintf(k.nowhere, got))
		}
		return equal(w.addressIs(got, want.Address))
	case program.LookOption:
		if v := want.Value; v.Bytes == nil {
			return fmt.Sprintf("%s %s %d", w.number(look), k.compared(v.Op), v.N)
		}
		return fmt.Sprintf(k.optionIs, fd, k.constant(look.Level), k.constant(look.Number), look.Room, w.valueIs(*want.Value))
	case program.LookControl:
		return equal(w.controlIs(look, want))
	default:
		if want.Bits != nil {
			return fmt.Sprintf("%s %s %s", w.number(look), k.compared(want.Op), k.bits(*want.Bits))
		}
		return fmt.Sprintf("%s %s %d", w.number(look), k.compared(want.Op), want.N)
	}
}

// stateOf is the state that a look asks for.
func (w *code) stateOf(look *program.Look) string {
	if look.Closed {
		return fmt.Sprintf("afterlife(%s, %s)", w.words.keptAddress(look.Of, false), w.words.keptAddress(look.Of, true))
	}
	return "state(" + w.words.variable(look.Of) + ")"
}

// addressOf is the address that a look asks for.
func (w *code) addressOf(look *program.Look) string {
	switch k := w.words; {
	case look.Kind == program.LookMessageFrom:
		return k.messageOf(look.Of) + k.from
	case look.Closed:
		return k.keptAddress(look.Of, look.Kind == program.LookPeer)
	case look.Kind == program.LookPeer:
		return "peer(" + k.variable(look.Of) + ")"
	default:
		return k.locally + "(" + k.variable(look.Of) + ")"
	}
}

// number is the number that a look asks for.
func (w *code) number(look *program.Look) string {
	k := w.words
	fd := k.descriptor(look.Of)
	switch look.Kind {
	case program.LookPending:
		return fmt.Sprintf(k.pending, fd)
	case program.LookUnsent:
		return fmt.Sprintf(k.unsent, fd)
	case program.LookNotsent:
		return fmt.Sprintf(k.notsent, fd)
	case program.LookQueue: // of a listener these two fields mean something else (net/ipv4/tcp.c, tcp_get_info)
		return w.lang.info(fd, "unacked")
	case program.LookBacklog:
		return w.lang.info(fd, "sacked")
	case program.LookReady:
		return "ready(" + fd + ")"
	case program.LookNonblock:
		return fmt.Sprintf(k.nonblock, fd)
	case program.LookCloexec:
		return fmt.Sprintf(k.cloexec, fd)
	case program.LookInfo:
		return k.infoNumber + w.lang.info(fd, look.Field)
	case program.LookMessageFlags:
		return k.messageOf(look.Of) + ".flags"
	case program.LookControl:
		return fmt.Sprintf(k.cameNumber, w.came(look))
	case program.LookCounter:
		return fmt.Sprintf("counter(%q) - %s%s", look.Field, k.counted, plainName(look.Field))
	case program.LookOption:
		return fmt.Sprintf("option(%s, %s, %s)", fd, k.constant(look.Level), k.constant(look.Number))
	default:
		return fd
	}
}

// info is a field of TCP_INFO, for the functions that know them by offset.
func (k *words) info(fd, name string) string {
	f, _ := sockopts.FindInfoField(name)
	return fmt.Sprintf("info(%s, %d, %d, %d, %d)", fd, f.Offset, f.Size, f.Shift, f.Bits)
}

// came is the control message that a look asks for.
func (w *code) came(look *program.Look) string {
	return fmt.Sprintf(w.words.came, w.words.messageOf(look.Of), w.words.constant(look.Level), w.words.constant(look.Number))
}

// controlIs is what a control message has to be. That it is not is said around it.
func (w *code) controlIs(look *program.Look, want program.LookIs) string {
	k, m := w.words, want.Message
	came := w.came(look)
	switch {
	case m.Absent:
		return fmt.Sprintf(k.notCame, came)
	case m.Number && want.Op == "!=":
		return fmt.Sprintf(k.cameNumber+" == %d", came, want.N)
	case m.Number:
		return fmt.Sprintf(k.cameNumber+" %s %d", came, k.compared(want.Op), want.N)
	}
	var parts []string
	if m.Rights != nil {
		brought := func(i int, fd string) {
			parts = append(parts, fmt.Sprintf("descriptor(%s%s, %d) == %s", k.reference, k.messageOf(look.Of), i, fd))
		}
		for i, r := range m.Rights {
			brought(i, k.variable(r))
		}
		brought(len(m.Rights), "-1")
		return k.both(parts)
	}
	for _, f := range m.Fields {
		bytes := k.given(f.Bytes)
		if f.Self != "" {
			bytes = fmt.Sprintf(k.self, f.Self)
		}
		parts = append(parts, fmt.Sprintf(k.cameWith, came, f.At, bytes))
	}
	return k.both(parts)
}

// show prints what a step shows, with a function that takes any number of things.
func (k *words) show(w *code, look *program.Look) {
	text := func(look *program.Look) string { return k.printableAddress + "(" + w.addressOf(look) + ")" }
	shown := []string{plainLiteral(look.Text)}
	switch look.Kind {
	case program.LookAll:
		here, there := *look, *look
		here.Kind, there.Kind = program.LookLocal, program.LookPeer
		shown = append(shown, w.stateOf(look), text(&here), text(&there))
	case program.LookState:
		shown = append(shown, w.stateOf(look))
	case program.LookLocal, program.LookPeer, program.LookMessageFrom:
		shown = append(shown, text(look))
	default:
		shown = append(shown, w.number(look))
	}
	w.line("%s(%s)", k.print, strings.Join(shown, ", "))
}
