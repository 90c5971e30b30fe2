package code

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sessions/export/program"
)

// answered returns an expression for a condition on the result of a call.
func (w *Writer) answered(c program.Condition) string {
	k := w.words
	switch c := c.(type) {
	case program.Failed:
		if c.Errno.Value == 0 {
			return k.Failed
		}
		return fmt.Sprintf(k.FailedWith, k.Constant(c.Errno))
	case program.Went:
		return k.Went
	case program.Number:
		return w.lang.Compare(c)
	case program.Count:
		return fmt.Sprintf("r == 8%scount() %s %d", k.And, k.Compared(c.Op), c.N)
	case program.Data:
		if c.Contains {
			return "contains(" + k.given(c.Text) + ")"
		}
		return "got(" + k.given(c.Text) + ")"
	case program.ReadyOnly:
		parts := []string{fmt.Sprintf("r == %d", len(c))}
		for _, watch := range c {
			parts = append(parts, fmt.Sprintf("%s(%s) == %s", w.readiness(), k.Variable(watch.Ref), k.bits(watch.Events)))
		}
		return k.both(parts)
	case program.AddressIs:
		return k.Zero + k.And + w.addressIs("to", c.Address)
	case program.ValueIs:
		return k.Zero + k.And + w.valueIs(c)
	case program.SettingIs:
		if c.Number {
			return fmt.Sprintf("%s %s %d", k.Whole, k.Compared(c.Op), c.N)
		}
		is := "got(" + k.given([]byte(c.Text)) + ")"
		if c.Op == "!=" {
			return k.Not + is
		}
		return is
	}
	panic("no such condition") // see program.Condition
}

// readiness returns the function that returns the events reported by the statement's wait.
func (w *Writer) readiness() string {
	call := w.Said.Call
	if w.Said.Task != nil {
		call = w.Said.Task.Call
	}
	if call.Name == "epoll_wait" {
		return "reported"
	}
	return "polled"
}

// valueIs compares the option value that was read.
func (w *Writer) valueIs(v program.ValueIs) string {
	k := w.words
	switch {
	case v.Bytes == nil:
		return fmt.Sprintf("%s %s %d", k.ValueNumber, k.Compared(v.Op), v.N)
	case v.Text:
		return k.bytesAre(k.ValueText, v.Op, []byte(strings.TrimRight(string(v.Bytes), "\x00")))
	}
	return k.bytesAre(k.Value, v.Op, v.Bytes)
}

// addressIs compares an address. In the address of a packet socket, fields that the script left out may be anything.
func (w *Writer) addressIs(got string, a *program.Address) string {
	if a.Of == nil && a.Family == engine.AFPacket {
		var parts []string
		for _, f := range packetFields(a.Raw) {
			parts = append(parts, fmt.Sprintf("has(%s, %d, %s)", got, f.At, w.words.given(f.Bytes)))
		}
		return w.words.both(parts)
	}
	return fmt.Sprintf(w.words.Same, got, w.words.Address(a))
}

// packetFields returns the fields of struct sockaddr_ll (packet(7)) that the script gives.
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

// look compares what expect examines.
func (w *Writer) look(look *program.Look, want program.LookIs) string {
	k := w.words
	fd := k.Descriptor(look.Of)
	equal := func(is string) string {
		if want.Op == "!=" {
			return k.negate(is)
		}
		return is
	}
	switch look.Kind {
	case program.LookState:
		if k.Functions {
			return equal(fmt.Sprintf("is(%s, %s)", w.StateOf(look), PlainLiteral(want.Text)))
		}
		return fmt.Sprintf("%s %s %s", w.StateOf(look), k.Compared(want.Op), PlainLiteral(want.Text))
	case program.LookLocal, program.LookPeer, program.LookMessageFrom:
		got := w.AddressOf(look)
		if want.Address == nil {
			return equal(fmt.Sprintf(k.Nowhere, got))
		}
		return equal(w.addressIs(got, want.Address))
	case program.LookOption:
		if v := want.Value; v.Bytes == nil {
			return fmt.Sprintf("%s %s %d", w.Number(look), k.Compared(v.Op), v.N)
		}
		return fmt.Sprintf(k.OptionIs, fd, k.Constant(look.Level), k.Constant(look.Number), look.Room, w.valueIs(*want.Value))
	case program.LookControl:
		return equal(w.controlIs(look, want))
	default:
		if want.Bits != nil {
			return fmt.Sprintf("%s %s %s", w.Number(look), k.Compared(want.Op), k.bits(*want.Bits))
		}
		return fmt.Sprintf("%s %s %d", w.Number(look), k.Compared(want.Op), want.N)
	}
}

// StateOf returns an expression for the state that a look examines.
func (w *Writer) StateOf(look *program.Look) string {
	if look.Closed {
		return fmt.Sprintf("afterlife(%s, %s)", w.words.keptAddress(look.Of, false), w.words.keptAddress(look.Of, true))
	}
	return "state(" + w.words.Variable(look.Of) + ")"
}

// AddressOf returns an expression for the address that a look examines.
func (w *Writer) AddressOf(look *program.Look) string {
	switch k := w.words; {
	case look.Kind == program.LookMessageFrom:
		return k.messageOf(look.Of) + k.From
	case look.Closed:
		return k.keptAddress(look.Of, look.Kind == program.LookPeer)
	case look.Kind == program.LookPeer:
		return "peer(" + k.Variable(look.Of) + ")"
	default:
		return k.Locally + "(" + k.Variable(look.Of) + ")"
	}
}

// Number returns an expression for the number that a look examines.
func (w *Writer) Number(look *program.Look) string {
	k := w.words
	fd := k.Descriptor(look.Of)
	switch look.Kind {
	case program.LookPending:
		return fmt.Sprintf(k.Pending, fd)
	case program.LookUnsent:
		return fmt.Sprintf(k.Unsent, fd)
	case program.LookNotsent:
		return fmt.Sprintf(k.Notsent, fd)
	case program.LookQueue: // for a listener these two fields have another meaning (net/ipv4/tcp.c, tcp_get_info)
		return w.lang.Info(fd, "unacked")
	case program.LookBacklog:
		return w.lang.Info(fd, "sacked")
	case program.LookReady:
		return "ready(" + fd + ")"
	case program.LookNonblock:
		return fmt.Sprintf(k.Nonblock, fd)
	case program.LookCloexec:
		return fmt.Sprintf(k.Cloexec, fd)
	case program.LookInfo:
		return k.InfoNumber + w.lang.Info(fd, look.Field)
	case program.LookMessageFlags:
		return k.messageOf(look.Of) + ".flags"
	case program.LookControl:
		return fmt.Sprintf(k.CameNumber, w.came(look))
	case program.LookCounter:
		return fmt.Sprintf("counter(%q) - %s%s", look.Field, k.Counted, PlainName(look.Field))
	case program.LookOption:
		return fmt.Sprintf("option(%s, %s, %s)", fd, k.Constant(look.Level), k.Constant(look.Number))
	default:
		return fd
	}
}

// Info returns an expression for a field of TCP_INFO, for languages that read it by its place.
func (k *Words) Info(fd, name string) string { return fmt.Sprintf("info(%s, %s)", fd, k.place(name)) }

// came returns an expression for the control message that a look examines.
func (w *Writer) came(look *program.Look) string {
	return fmt.Sprintf(w.words.Came, w.words.messageOf(look.Of), w.words.Constant(look.Level), w.words.Constant(look.Number))
}

// controlIs returns a condition on a control message. For != the caller negates it.
func (w *Writer) controlIs(look *program.Look, want program.LookIs) string {
	k, m := w.words, want.Message
	came := w.came(look)
	switch {
	case m.Absent:
		return fmt.Sprintf(k.NotCame, came)
	case m.Number && want.Op == "!=":
		return fmt.Sprintf(k.CameNumber+" == %d", came, want.N)
	case m.Number:
		return fmt.Sprintf(k.CameNumber+" %s %d", came, k.Compared(want.Op), want.N)
	}
	var parts []string
	if m.Rights != nil {
		brought := func(i int, fd string) {
			parts = append(parts, fmt.Sprintf("descriptor(%s%s, %d) == %s", k.Reference, k.messageOf(look.Of), i, fd))
		}
		for i, r := range m.Rights {
			brought(i, k.Variable(r))
		}
		brought(len(m.Rights), "-1")
		return k.both(parts)
	}
	for _, f := range m.Fields {
		bytes := k.given(f.Bytes)
		if f.Self != "" {
			bytes = fmt.Sprintf(k.Self, f.Self)
		}
		parts = append(parts, fmt.Sprintf(k.CameWith, came, f.At, bytes))
	}
	return k.both(parts)
}

// Show writes the printing of a look, with a function that takes any number of arguments.
func (k *Words) Show(w *Writer, look *program.Look) {
	text := func(look *program.Look) string { return k.PrintableAddress + "(" + w.AddressOf(look) + ")" }
	shown := []string{PlainLiteral(look.Text)}
	switch look.Kind {
	case program.LookAll:
		here, there := *look, *look
		here.Kind, there.Kind = program.LookLocal, program.LookPeer
		shown = append(shown, w.StateOf(look), text(&here), text(&there))
	case program.LookState:
		shown = append(shown, w.StateOf(look))
	case program.LookLocal, program.LookPeer, program.LookMessageFrom:
		shown = append(shown, text(look))
	default:
		shown = append(shown, w.Number(look))
	}
	w.Line("%s(%s)", k.Print, strings.Join(shown, ", "))
}
