package export

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// fields are the looks at a field of a socket by its name.
var fields = map[string]LookKind{
	"state": LookState, "local": LookLocal, "peer": LookPeer, "pending": LookPending, "unsent": LookUnsent, "notsent": LookNotsent,
	"queue": LookQueue, "backlog": LookBacklog, "ready": LookReady, "nonblock": LookNonblock, "cloexec": LookCloexec, "fd": LookFD,
}

// look makes the look of expect or show, and the condition.
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
	if want.Text == string(status.StateClosed) && look.Kind == LookState { // a socket without TCP has the other word
		other := want
		other.Text = string(status.StateUnconnected)
		said.Want = Any{want, other}
		if want.Op == "!=" {
			said.Want = All{want, other}
		}
	}
	return nil
}

// lookAt finds the descriptor, and what of it is looked at.
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
		f, ok := infoField(strings.TrimPrefix(field, step.InfoPrefix))
		if !ok {
			return missing("TCP_INFO has no such field")
		}
		look.Kind, look.Field, look.Offset, look.Size, look.Shift, look.Bits = LookInfo, f.Name, f.Offset, f.Size, f.Shift, f.Bits
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

// closed remembers what has to be kept of a descriptor before it is closed.
func (l *lowering) closed(look *Look) error {
	if !look.Closed {
		return nil
	}
	switch look.Kind {
	case LookState, LookAll:
		look.Of.stateLater, look.Of.localLater, look.Of.peerLater = true, true, true
	case LookLocal:
		look.Of.localLater = true
	case LookPeer:
		look.Of.peerLater = true
	default:
		return missing("%s is closed", look.Of.Name)
	}
	return nil
}

// lookAtMessage looks at what came with the last message.
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

// compared is what the look is compared with.
func (l *lowering) compared(look *Look) (LookIs, error) {
	want := *l.step.Value
	if number, _ := step.ErrnoNumber(want); number != 0 && look.Kind != LookOption && look.Kind != LookControl {
		return LookIs{}, missing("the look itself is to fail")
	}
	switch look.Kind {
	case LookState:
		return LookIs{Text: stateOf(want)}, nil
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
		return LookIs{N: int64(bits)}, nil
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
		n, _ := wholeNumber(want)
		return LookIs{Message: m, N: n}, err
	default: // a number
	}
	n, err := wholeNumber(want)
	if unit := step.InfoUnit(look.Field); err != nil && unit > 0 {
		d, wrong := step.ParseDuration(want)
		n, err = int64(d/unit), wrong
	}
	if err != nil {
		return LookIs{}, missing("%s is not a number", want)
	}
	return LookIs{N: n}, nil
}

// stateOf is a state by its name in RFC 9293, however it is spelt.
func stateOf(text string) string {
	plain := func(text string) string {
		return strings.NewReplacer("-", "", "_", "").Replace(strings.TrimPrefix(strings.ToUpper(text), "TCP_"))
	}
	short := map[string]status.State{"CLOSE": status.StateClosed, "ESTAB": status.StateEstablished, "SYNRECV": status.StateSynReceived, "UNCONN": status.StateUnconnected}
	if state, ok := short[plain(text)]; ok {
		return string(state)
	}
	for _, state := range status.States() {
		if plain(string(state)) == plain(text) {
			return string(state)
		}
	}
	return text
}

// control is what a control message has to be.
func (l *lowering) control(look *Look, want string) (*MessageWant, error) {
	if want == "none" {
		return &MessageWant{Absent: true}, nil
	}
	title := engine.ControlTitle(engine.ControlMessage{Level: look.Level.Value, Type: look.Number.Value})
	if title == "SCM_RIGHTS" {
		m := &MessageWant{}
		for name := range strings.SplitSeq(want, ",") {
			ref, err := l.ref(name)
			if err != nil {
				return nil, err
			}
			m.Rights = append(m.Rights, ref)
		}
		return m, nil
	}
	if _, err := wholeNumber(want); err == nil {
		return &MessageWant{Number: true}, nil
	}
	fields, ok := fieldsOf(title, want)
	if !ok {
		return nil, missing("a control message such as %s is read by netnet-tui only", want)
	}
	return &MessageWant{Fields: fields}, nil
}

// fieldsOf are the bytes that a control message has to have.
func fieldsOf(title, want string) ([]FieldWant, bool) {
	switch title {
	case "SCM_CREDENTIALS": // struct ucred, unix(7)
		return credentialFields(want)
	case "IP_PKTINFO": // struct in_pktinfo, ip(7): the own address stands behind the interface
		return pktinfoFields(want, 4, 0)
	case "IPV6_PKTINFO": // struct in6_pktinfo, ipv6(7)
		return pktinfoFields(want, 0, 16)
	case "IP_RECVERR", "IPV6_RECVERR":
		return reportFields(want)
	}
	return nil, false
}

func word32(n uint32) []byte { return binary.NativeEndian.AppendUint32(nil, n) }

func credentialFields(want string) (fields []FieldWant, ok bool) {
	parts := strings.Split(want, ",")
	if len(parts) != 3 {
		return nil, false
	}
	for i, own := range []string{"pid", "uid", "gid"} {
		n, err := strconv.ParseUint(parts[i], 10, 32)
		switch {
		case parts[i] == "self":
			fields = append(fields, FieldWant{At: 4 * i, Self: own})
		case err == nil:
			fields = append(fields, FieldWant{At: 4 * i, Bytes: word32(uint32(n))})
		default:
			return nil, false
		}
	}
	return fields, true
}

func pktinfoFields(want string, address, device int) ([]FieldWant, bool) {
	host, zone, zoned := strings.Cut(want, "%")
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return nil, false
	}
	fields := []FieldWant{{At: address, Bytes: ip.AsSlice()}}
	if zoned {
		index, ok := deviceIndex(zone)
		if !ok {
			return nil, false
		}
		fields = append(fields, FieldWant{At: device, Bytes: word32(index)})
	}
	return fields, true
}

// deviceIndex is the number of an interface: the loopback has the same everywhere.
func deviceIndex(zone string) (uint32, bool) {
	if zone == "lo" {
		return 1, true // LOOPBACK_IFINDEX, include/net/flow.h
	}
	n, err := strconv.ParseUint(zone, 10, 32)
	return uint32(n), err == nil
}

// reportFields are those of struct sock_extended_err, linux/errqueue.h.
func reportFields(want string) ([]FieldWant, bool) {
	parts := strings.Split(want, ",")
	errno, _ := step.ErrnoNumber(parts[0])
	if errno == 0 && parts[0] != "0" {
		return nil, false
	}
	fields := []FieldWant{{At: 0, Bytes: word32(uint32(errno))}}
	add := func(at int, raw ...byte) { fields = append(fields, FieldWant{At: at, Bytes: raw}) }
	if len(parts) == 1 {
		return fields, true
	}
	origins := map[string]byte{"local": engine.OriginLocal, "icmp": engine.OriginICMP, "icmp6": engine.OriginICMP6,
		"timestamping": engine.OriginTimestamping, "zerocopy": engine.OriginZerocopy}
	origin, ok := origins[parts[1]]
	if !ok {
		return nil, false
	}
	add(4, origin)
	rest := parts[2:]
	switch origin {
	case engine.OriginZerocopy:
		if len(rest) > 0 {
			low, high, _ := strings.Cut(rest[0], "-")
			a, wrong := strconv.ParseUint(low, 10, 32)
			b, err := strconv.ParseUint(high, 10, 32)
			if err != nil || wrong != nil {
				return nil, false
			}
			add(8, word32(uint32(a))...)
			add(12, word32(uint32(b))...)
		}
		if len(rest) > 1 {
			add(6, engine.ZerocopyCopied)
		}
		return fields, len(rest) < 3
	case engine.OriginTimestamping:
		moments := map[string]uint32{"snd": 0, "sched": 1, "ack": 2, "completion": 3}
		if len(rest) > 0 {
			moment, ok := moments[rest[0]]
			if !ok {
				return nil, false
			}
			add(8, word32(moment)...)
		}
		if len(rest) > 1 {
			n, err := strconv.ParseUint(rest[1], 10, 32)
			if err != nil {
				return nil, false
			}
			add(12, word32(uint32(n))...)
		}
		return fields, len(rest) < 3
	}
	return moreOfReport(fields, rest)
}

// moreOfReport are type, code, MTU and who said so.
func moreOfReport(fields []FieldWant, rest []string) ([]FieldWant, bool) {
	for i, part := range rest {
		if mtu, ok := strings.CutPrefix(part, "mtu="); ok {
			n, err := strconv.ParseUint(mtu, 10, 32)
			if err != nil {
				return nil, false
			}
			fields = append(fields, FieldWant{At: 8, Bytes: word32(uint32(n))})
			continue
		}
		if ip, err := netip.ParseAddr(part); err == nil {
			at := 20 // behind the port in struct sockaddr_in
			if ip.Is6() {
				at = 24
			}
			fields = append(fields, FieldWant{At: at, Bytes: ip.AsSlice()})
			continue
		}
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil || i > 1 {
			return nil, false
		}
		fields = append(fields, FieldWant{At: 5 + i, Bytes: []byte{byte(n)}})
	}
	return fields, true
}
