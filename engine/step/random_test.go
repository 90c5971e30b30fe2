package step

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockets/control"
	"netnet-tui/sockopts"
)

// dice makes random steps from the table of verbs: valid and canonical ones.
type dice struct{ *rand.Rand }

func (d dice) pick(from ...string) string { return from[d.IntN(len(from))] }

func (d dice) chance() bool { return d.IntN(2) == 0 }

func (d dice) bytes() []byte {
	p := make([]byte, d.IntN(40))
	for i := range p {
		p[i] = byte(d.IntN(256))
	}
	return p
}

func (d dice) duration() time.Duration {
	return time.Duration(d.IntN(3_000_000)) * []time.Duration{time.Microsecond, time.Millisecond, time.Second}[d.IntN(3)]
}

func (d dice) address() Address {
	return Address(d.pick("127.0.0.1:0", "[::1]:80", "[::]:65535", ":80", "*:80", "localhost:1", "netlink:7,0x11", "AF_NETLINK,nl_pid=1", "vsock:local:80", "packet:lo,ip,sll_addr=0:1:2", "AF_PACKET,sll_ifindex=3,sll_addr=[00, 0x1]", "unix:/tmp/a b", "unix:@x", "unix:@\x00\x7f",
		`unix:/q"\`, "unix:/#", "@s", "@c.peer", "none", "[fe80::1%lo]:9", "unix:=>", "unix:|", "unix:/é"))
}

func (d dice) option() *OptionRef {
	all := sockopts.All()
	switch o := all[d.IntN(len(all))]; d.IntN(4) {
	case 0:
		return &OptionRef{Level: sockopts.LevelNames()[d.IntN(20)], Name: o.Name}
	case 1:
		return &OptionRef{Level: d.pick("999", "0x7", "-1", "6", "1", "SOL_TCP"), Number: d.IntN(9999) - 99}
	default:
		return &OptionRef{Name: o.Name}
	}
}

// value returns a value that the option takes, as its canonical word.
func (d dice) value(o *OptionRef) *string {
	for {
		text := d.pick("on", "off", "1", "0", "-1", "7", "64KiB", "10s", "2500ms", "on,3s", "cubic", "127.0.0.1", "::1", "drop", "1000000", "0.5s", "AF_INET",
			sockopts.Hex(d.bytes()).String(), sockopts.Hex(d.bytes()[:0]).String(), "239.1.1.1,127.0.0.1", "SOCK_STREAM", "lo")
		if word, err := o.ParseValue(text); err == nil {
			return &word
		}
	}
}

// flags returns random flags of a family.
func (d dice) flags(family *Constants) int {
	value := 0
	for _, name := range family.List {
		if d.IntN(4) == 0 {
			value |= name.Value
		}
	}
	return value
}

func (d dice) one(family *Constants) int {
	if len(family.List) == 0 || d.IntN(8) == 0 {
		return 90 + d.IntN(1000) // a number without a name
	}
	return family.List[d.IntN(len(family.List))].Value
}

func (d dice) interests() []Interest {
	var list []Interest
	for range 1 + d.IntN(4) {
		list = append(list, Interest{Socket: d.pick(own...), Events: d.flags(PollEvents)})
	}
	return list
}

func (d dice) outcome(answer Answer, s *Step) Outcome {
	words := []string{"ok", "error", "EAGAIN", "EINPROGRESS", "0", ">=1", "!=64KiB", "<=0x10"}
	switch answer {
	case AnswerText, AnswerValue, AnswerSetting:
		if d.chance() {
			return Outcome{Quoted: true, Contains: d.chance(), Text: d.bytes()}
		}
		switch answer {
		case AnswerSetting:
			words = append(words, "cubic", "1 2", "!=x")
		case AnswerText:
			words = append(words, "eof")
		default:
			words = []string{"ok", "EINVAL"}
			if value := *d.value(s.Option); !strings.HasPrefix(value, `"`) { // a quoted text is the outcome above
				words = append(words, value)
			}
		}
	case AnswerReady:
		words = append(words, "none", "s:in", "s:in,out c:rdhup", "e:err|hup")
	case AnswerAddress:
		if d.chance() {
			return Outcome{Quoted: true, Text: []byte(d.address())}
		}
		words = []string{"ok", "ENOTCONN", "127.0.0.1:80", "[::1]:0", "@s", "@c.peer", "none", "unix:@x"}
	case AnswerFlags:
		if _, names := s.requestAnswer(); names != nil {
			for _, name := range names.List {
				words = append(words, name.Text)
			}
		}
	case AnswerNumber:
		words = append(words, "on", "off")
	}
	return Outcome{Word: d.pick(words...)}
}

// item returns a control message in its canonical form.
func (d dice) item() control.Item {
	texts := []string{"SCM_RIGHTS=a,b", "SCM_RIGHTS=s'", "SCM_CREDENTIALS=self,0,-1", "IP_TTL=" + strconv.Itoa(d.IntN(1000)-5), "IP_TOS=0x10", "IP_TOS=0",
		"IP_PKTINFO=127.0.0.2", "IP_PKTINFO=127.0.0.2%lo", "IPV6_PKTINFO=::1%1", "IPV6_TCLASS=0x20", "UDP_SEGMENT=100", "SO_TXTIME=9000000000000000000",
		"999/1=" + sockopts.Hex(d.bytes()).String(), "0/2=" + sockopts.Hex(d.bytes()).String()}
	name, value, _ := strings.Cut(texts[d.IntN(len(texts))], "=")
	item, err := control.Parse(name, value)
	if err != nil {
		panic(err)
	}
	return item
}

// fill sets the fields for one parameter of a step's verb.
func (d dice) fill(s *Step, verb *Verb, p Param) {
	number := func(n int) *int { return &n }
	if p.Optional && d.chance() && p.Role != RoleEvents {
		return
	}
	switch p.Role {
	case RoleSocket, RoleEpoll:
		s.Socket = d.pick(own...)
	case RoleOther, RoleWatched:
		s.Other = d.pick(own...)
	case RoleKind:
		s.Domain, s.Type, s.Flags = d.one(Domains), d.one(Types), d.flags(SocketFlags)
		if d.chance() {
			s.Protocol = d.one(ProtocolsOf(s.Domain))
		}
	case RolePairKind:
		kind := Kinds()[d.IntN(len(Kinds()))]
		s.Domain, s.Type, s.Protocol, s.Flags = kind.Domain, kind.Type, kind.Protocol, d.flags(SocketFlags)
	case RoleFlags:
		s.Flags = d.flags(SocketFlags)
	case RolePipeFlags:
		s.Flags = d.flags(sockets.PipeFlags)
	case RoleEventfdFlags:
		s.Flags = d.flags(sockets.EventfdFlags)
	case RoleTimerfdFlags:
		s.Flags = d.flags(sockets.TimerfdFlags)
	case RoleNumber:
		n := uint64(d.Uint32())
		s.Number = &n
	case RoleEvery:
		s.Every = time.Microsecond + d.duration()
	case RoleData:
		if d.chance() {
			n := d.Uint64()
			s.Number = &n
			break
		}
		s.Text = &Text{Body: d.bytes()}
	case RoleAccept:
		s.Accept = d.pick(acceptWords...)
	case RoleTexts:
		for range 1 + d.IntN(3) {
			s.Texts = append(s.Texts, Text{Times: int64(d.IntN(3)) * int64(d.IntN(100_000)), Body: d.bytes()})
		}
	case RoleSizes:
		for range 1 + d.IntN(3) {
			s.Sizes = append(s.Sizes, d.IntN(1<<20))
		}
	case RoleTo:
		if s.Address = d.address(); d.chance() {
			s.Len = number(d.IntN(300) - 3)
		}
	case RoleItems:
		for range 1 + d.IntN(3) {
			s.Items = append(s.Items, d.item())
		}
	case RoleRoom:
		s.Room = number(d.IntN(1 << 12))
	case RoleEnvelope:
		s.Flags = d.flags(MessageFlags)
	case RoleMessage:
		s.Flags = d.flags(MessageFlags)
	case RoleAddress:
		s.Address = d.address()
	case RoleServer:
		if s.Address = d.address(); d.chance() {
			s.Address = DatagramPrefix + s.Address
		}
	case RoleLength:
		if d.chance() && (verb.Name != "accept" || s.asks()) {
			s.Len = number([]int{d.IntN(300) - 3, math.MinInt32 + d.IntN(9), d.IntN(longestLength + 1)}[d.IntN(3)])
		}
	case RoleText:
		s.Text = &Text{Times: int64(d.IntN(3)) * int64(d.IntN(100_000)), Body: d.bytes()}
	case RoleSize:
		s.Size = []int{d.IntN(10), d.IntN(1 << 20), 1 << d.IntN(28)}[d.IntN(3)]
	case RoleCount:
		s.Count = number(d.IntN(2000) - 10)
	case RoleTimeout:
		wait := d.duration()
		s.Timeout = &wait
	case RoleHow:
		s.Op = d.one(Hows)
	case RoleOption:
		s.Option = d.option()
	case RoleValue:
		s.Value = d.value(s.Option)
	case RoleControl, RoleRequest:
		d.request(s, p.Role.(*requestRole).call)
	case RoleInterests:
		s.Interests = d.interests()
	case RoleWhence:
		s.Op = d.one(sockets.Whences)
	case RoleOp:
		s.Op = d.one(EpollOps)
	case RoleEvents:
		s.Flags = d.flags(EpollEvents)
	case RoleTarget, RoleField:
		s.Target = &Target{Socket: d.pick(own...), Field: d.pick(socketFields()...)}
		if d.IntN(4) == 0 {
			s.Target = &Target{MIB: d.pick("ListenOverflows", "TcpExt.TW", "TcpOutRsts")}
		}
	case RoleCompare:
		text := map[string]string{"state": "LISTEN", "local": "@s", "peer": "none", "ready": "in|out", "timer": "persist", "nonblock": "on", "cloexec": "off"}[s.Target.Field]
		s.Compare = d.pick("==", "!=")
		if text == "" {
			s.Compare, text = d.pick(comparisons...), d.pick("0", "64KiB", "-5", "0x10")
		}
		s.Value = &text
	case RoleTask, RoleNewTask:
		s.Task = "w"
	case RoleStep:
		for {
			spawned := d.verb()
			if spawned.Group != GroupControl && spawned.Group != GroupShorthand {
				step := d.step(spawned)
				step.Within, step.Want, step.Repeat, step.Until, step.Each = 0, nil, 0, nil, false
				s.Spawned = &step
				return
			}
		}
	case RoleProcess, RoleNewProcess:
		s.Process = "k"
	case RoleForeign:
		s.Foreign = &Foreign{PID: 1 + d.IntN(1<<22), FD: d.IntN(1 << 20)}
	case RoleSignal:
		s.Signal = d.pick("SIGKILL", "SIGHUP")
	case RoleKey:
		s.Key = d.pick("net.ipv4.tcp_fin_timeout", "a.b-c.d_0")
	case RoleSetting:
		text := d.pick("2", "1 2  3", "=>", "|", "#", "", "é", "\x00\"\\", "=>x")
		s.Value = &text
	case RoleLimit:
		s.Key, s.Limit = "nofile", uint64(d.IntN(1<<20))
	case RoleService:
		s.Service = &Service{Protocol: d.pick(ProtocolNames()...), PktInfo: d.chance()}
		if d.chance() {
			s.Service.Readiness = d.pick(ReadinessNames()...)
		}
		if d.chance() {
			s.Service.Spin = time.Microsecond + d.duration()
		}
	case RoleGear:
		s.Gear = &Gear{Word: d.pick(gearWords...)}
		if s.Gear.TakesNumber() {
			s.Gear.N = float64(1 + d.IntN(1000))
		}
	case RoleClients:
		s.Swarm = &Swarm{Clients: 1 + d.IntN(20_000)}
	case RoleTraffic:
		if d.chance() {
			s.Swarm.Protocol = d.pick(ProtocolNames()...)
		}
		if d.chance() {
			s.Swarm.For = time.Microsecond + d.duration()
		}
	default:
		panic("no dice for " + p.Role.String() + " of " + verb.Name)
	}
}

func (d dice) verb() *Verb { return Verbs()[d.IntN(len(Verbs()))] }

func (d dice) step(verb *Verb) Step {
	s := Step{Verb: verb.Name}
	for _, p := range verb.Params {
		d.fill(&s, verb, p)
	}
	if d.IntN(4) == 0 {
		s.Within = time.Microsecond + d.duration()
	}
	makes := true
	if asked, ok := s.Asked(); ok {
		makes = asked.Keeps()
	}
	if names := min(verb.Names(), 2); names > 0 && makes && d.chance() {
		s.Names = []string{"x", "Y_1"}[:names]
	}
	if strings.HasPrefix(s.Accept, AcceptPlain) {
		s.Flags = 0 // it takes none
	}
	if answer := answerOf(s); answer != AnswerNothing && answer != AnswerTask {
		for range d.IntN(4) {
			s.Want = append(s.Want, d.outcome(answer, &s))
		}
	}
	d.repeat(&s, verb)
	if verb.Forkable() && s.Spawned == nil && d.IntN(4) == 0 {
		s.At = "k"
	}
	return s
}

// repeat makes some steps repeat.
func (d dice) repeat(s *Step, verb *Verb) {
	answer := answerOf(*s)
	switch {
	case !verb.Repeatable() || d.IntN(4) > 0:
	case len(s.Want) > 0 && d.chance() && answer != AnswerNothing && answer != AnswerTask:
		s.Until, s.Want = s.Want, nil
	default:
		s.Repeat = 1 + d.IntN(MostTimes)
	}
	s.Each = s.Repeats() && s.Within > 0 && d.chance()
}

// Every step that the table of verbs allows prints a line that reads as that step.
func TestRandomSteps(t *testing.T) {
	t.Parallel()
	const each = 400 // steps for each verb
	for _, verb := range Verbs() {
		d := dice{rand.New(rand.NewPCG(1, 2))}
		for range each {
			step := d.step(verb)
			line := step.String()
			again, ok, err := ParseLine(line, bench)
			if err != nil || !ok {
				t.Errorf("%s is not read back: %v", line, err)
				break
			}
			if !reflect.DeepEqual(step, again) {
				t.Errorf("%s is read back as another step:\n%+v\n%+v", line, step, again)
				break
			}
		}
	}
}

// request sets a random request of a call, with an argument.
func (d dice) request(s *Step, call sockets.Syscall) {
	s.Request = d.pick(sockets.RequestNames(call)...)
	r, _ := sockets.FindRequest(call, s.Request)
	switch {
	case r.Takes == nil:
	case r.Switch():
		on := d.chance()
		s.On = &on
	default:
		words := slices.Concat(r.Takes.Words, []string{"1", "-3", "4096", "lo", "eth0,gso", "group,self", "F_OWNER_TID,7"})
		if r.Takes.Names != nil {
			words = append(words, r.Takes.Names.Spellings()...)
		}
		for s.Value == nil {
			if text, err := canonical(r.Takes, d.pick(words...)); err == nil {
				s.Value = &text
			}
		}
	}
}
