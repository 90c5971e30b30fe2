package export

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// traced are the calls that strace names otherwise than a script.
var traced = map[string]string{
	"accept": "accept4", "send": "sendto", "recv": "recvfrom", "epoll": "epoll_create1", "pipe": "pipe2", "eventfd": "eventfd2",
}

// call makes the call of a step that is one, or the shorthand.
func (l *lowering) call(s step.Step) (*Call, error) {
	c := &Call{Name: s.Verb, Timeout: -1, Every: s.Every, Length: s.Len}
	if name, ok := traced[s.Verb]; ok {
		c.Name = name
	}
	if err := l.descriptors(s, c); err != nil {
		return nil, err
	}
	if s.Timeout != nil {
		c.Timeout = *s.Timeout
	} else {
		c.Timeout = 0
	}
	if err := l.arguments(s, c); err != nil {
		return nil, err
	}
	if err := l.address(s, c); err != nil {
		return nil, err
	}
	for i, name := range s.Names {
		made := l.names.make(name, s.At, timesOf(s))
		l.describe(s, c, i, made)
		c.Makes = append(c.Makes, made)
	}
	return c, nil
}

// timesOf is how many descriptors a name of a step stands for; 0 is one without a number.
func timesOf(s step.Step) int {
	if s.Repeats() {
		return s.Times()
	}
	return 0
}

// descriptors finds those that the step names.
func (l *lowering) descriptors(s step.Step, c *Call) (err error) {
	if s.Socket != "" {
		if c.FD, err = l.ref(s.Socket); err != nil {
			return err
		}
	}
	if s.Other != "" {
		if c.Other, err = l.ref(s.Other); err != nil {
			return err
		}
	}
	for _, i := range s.Interests {
		ref, err := l.ref(i.Socket)
		if err != nil {
			return err
		}
		c.Watched = append(c.Watched, Watch{ref, constant(step.PollEvents, i.Events)})
	}
	return nil
}

// arguments fills in what the call is given beside descriptors and addresses.
func (l *lowering) arguments(s step.Step, c *Call) error {
	count := func(otherwise int) int64 {
		if s.Count != nil {
			return int64(*s.Count)
		}
		return int64(otherwise)
	}
	switch s.Verb {
	case "socket", "socketpair":
		c.Domain, c.Type = constant(step.Domains, s.Domain), constant(step.Types, s.Type)
		c.Type = join(c.Type, constant(step.SocketFlags, s.Flags))
		c.Proto = constant(step.ProtocolsOf(s.Domain), s.Protocol)
		if s.Protocol == 0 {
			c.Proto = number(0)
		}
	case "listen", "server":
		c.Number = count(step.DefaultBacklog)
	case "accept":
		c.Flags, c.Asks = constant(step.SocketFlags, s.Flags), s.Accept == step.AcceptAddr || s.Accept == step.AcceptPlainAddr
		if strings.HasPrefix(s.Accept, step.AcceptPlain) {
			c.Name = "accept"
		}
	case "pipe":
		c.Flags = constant(engine.PipeFlags, s.Flags)
	case "eventfd":
		c.Flags = constant(engine.EventfdFlags, s.Flags)
		if s.Number != nil {
			c.Number = int64(*s.Number)
		}
	case "timerfd":
		c.Flags = constant(engine.TimerfdFlags, s.Flags)
	case "epoll":
		c.Flags = constant(engine.EpollFlags, s.Flags)
	case "dup3":
		c.Flags = constant(engine.PipeFlags, s.Flags)
		l.names.close(s.Other, s.At)
		l.names.give(step.InProcess(s.At, s.Other), s.At, c.Other)
	case "memfd":
		c.Text = status.KindMemfd
		if len(s.Names) > 0 {
			c.Text = s.Names[0]
		}
	case "shutdown":
		c.Op = constant(step.Hows, s.Op)
	case "close", "closedown":
		l.said.Keeps = append(l.said.Keeps, c.FD)
		l.names.close(s.Socket, s.At)
	case "lseek":
		c.Number, c.Op = count(0), constant(engine.Whences, s.Op)
	case "epoll_ctl":
		c.Op, c.Flags = constant(step.EpollOps, s.Op), constant(step.EpollEvents, s.Flags)
	case "epoll_wait":
		c.Number = count(step.DefaultMaxEvents)
	case "recvmmsg":
		c.Number, c.Flags = max(count(0), 0), constant(step.MessageFlags, s.Flags)
	case "setsockopt", "getsockopt":
		return l.option(s, c)
	case "fcntl", "ioctl", "nonblock", "pending":
		return l.request(s, c)
	default:
		c.Flags = constant(step.MessageFlags, s.Flags)
	}
	return l.data(s, c)
}

// data fills in what is sent, or how much is received.
func (l *lowering) data(s step.Step, c *Call) error {
	c.Sizes, c.Parts = s.Sizes, s.Texts
	if s.Text != nil {
		c.Parts = []step.Text{*s.Text}
	}
	switch s.Verb {
	case "recvfrom":
		c.Sizes, c.Asks = []int{s.Size}, true
	case "recv", "read", "recvmmsg", "sendfile", "splice", "tee":
		c.Sizes = []int{s.Size}
	case "recvmsg":
		c.Room = step.DefaultRoom
		if s.Room != nil {
			c.Room = *s.Room
		}
	}
	if v := c.FD.Variable; v != nil {
		c.Counts = (v.Kind == status.KindEventfd || v.Kind == status.KindTimerfd) && s.Size >= 8
		c.Stream = v.Type != engine.SockDgram && v.Type != engine.SockRaw && s.Flags&engine.MsgErrqueue == 0
	}
	if s.Number != nil && s.Verb == "write" {
		c.Parts = []step.Text{{Body: binary.NativeEndian.AppendUint64(nil, *s.Number)}}
	}
	for _, item := range s.Items {
		m, rights, self, err := engine.EncodeControl(item)
		if err != nil {
			return missing("%s", err)
		}
		made := Item{Level: named(levelName(m.Level), m.Level), Type: controlType(m), Data: m.Data, Self: self, Text: item.String()}
		for _, name := range rights {
			ref, err := l.ref(name)
			if err != nil {
				return err
			}
			made.Rights = append(made.Rights, ref)
		}
		c.Items = append(c.Items, made)
	}
	return nil
}

// levelName is a level as C has it.
func levelName(level int) string {
	name := sockopts.LevelName(level)
	if _, err := strconv.Atoi(name); err == nil || !strings.Contains(name, "_") {
		return ""
	}
	return name
}

// controlType is the type of a control message by its name.
func controlType(m engine.ControlMessage) Const {
	name := engine.ControlTitle(m)
	if name == "" || strings.ContainsAny(name, "/ ") {
		return number(m.Type)
	}
	return named(name, m.Type)
}

// option fills in the option, and its value.
func (l *lowering) option(s step.Step, c *Call) error {
	found, err := s.Option.Find()
	if err != nil {
		return missing("%s", err)
	}
	if v := c.FD.Variable; v != nil && v.Domain != 0 {
		found = found.Of(v.Domain)
	}
	c.Level, c.Option = optionConst(found)
	if s.Verb == "getsockopt" {
		c.Sizes = []int{found.Size()}
		return nil
	}
	value, err := found.Parse(*s.Value)
	if err != nil {
		return missing("%s", err)
	}
	c.Bytes, c.Value = value.Bytes(), kindOfValue(found, value)
	return nil
}

// optionConst is the level and the number of an option, by their names.
func optionConst(o step.Option) (level, option Const) {
	level, option = Const{Value: o.Level}, number(o.Number)
	if name := levelName(o.Level); name != "" {
		level = named(name, o.Level)
	}
	if o.Entry != nil && o.Entry.Number == o.Number && isConstant(o.Entry.Name) {
		option = named(o.Entry.Name, o.Number)
	}
	return level, option
}

// isConstant reports whether a name is one of C.
func isConstant(name string) bool {
	return name != "" && name[0] > '9' && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == ""
}

// kindOfValue is how a value is best written.
func kindOfValue(o step.Option, v sockopts.Value) ValueKind {
	if o.Entry == nil {
		if len(v.Bytes()) == 4 {
			return ValueInt
		}
		return ValueBytes
	}
	if set, ok := o.Set(); ok && set.Program() {
		return ValueFilter
	}
	size := len(v.Bytes())
	switch form := o.Entry.Form(); {
	case form.Kind == sockopts.TimeForm && size == 16:
		return ValueTime
	case form.Kind == sockopts.LingerForm && size == 8:
		return ValueLinger
	case form.Kind == sockopts.TextForm && size != 4:
		return ValueText
	case size == 4:
		return ValueInt
	}
	return ValueBytes
}

// request fills in what fcntl and ioctl are asked.
func (l *lowering) request(s step.Step, c *Call) error {
	switch s.Verb {
	case "nonblock":
		on := true
		s.Verb, s.Request, s.On = "fcntl", "O_NONBLOCK", &on
	case "pending":
		s.Verb, s.Request = "ioctl", "FIONREAD"
	}
	c.Name = s.Verb
	r, ok := s.Asked()
	if !ok {
		return missing("there is no request %s", s.Request)
	}
	c.Option = named(r.Name, r.Number)
	if r.Flag != nil {
		c.Name, c.On = "flag", s.On != nil && *s.On
		c.Op, c.Set = named("F_GETFL", r.Flag.Get), named("F_SETFL", r.Flag.Set)
		if r.Name == "FD_CLOEXEC" {
			c.Op, c.Set = named("F_GETFD", r.Flag.Get), named("F_SETFD", r.Flag.Set)
		}
		return nil
	}
	if strings.Contains(s.Argument(), "self") {
		return missing("its argument is the process itself")
	}
	memory, err := r.Memory(s.Argument(), 0)
	if err != nil {
		return missing("%s", err)
	}
	c.Bytes, c.Pointer = memory, r.Shape == engine.ByPointer
	if !c.Pointer && len(memory) == 4 {
		c.Number = int64(int32(binary.NativeEndian.Uint32(memory)))
	}
	if numeric := r.Gives == nil || r.Gives.Numeric && r.Gives.Size == 4 || r.Gives.Names != nil; !numeric ||
		r.Shape != engine.ByNothing && r.Shape != engine.ByNumber && r.Shape != engine.ByPointer {
		return missing("%s answers with more than a number", r.Name)
	}
	return nil
}

// describe notes what a new descriptor is.
func (l *lowering) describe(s step.Step, c *Call, nth int, made Ref) {
	v := made.Variable
	switch s.Verb {
	case "socket", "socketpair":
		v.Domain, v.Type = s.Domain, s.Type
	case "server", "client":
		v.Domain, v.Type = engine.AFInet, engine.SockStream
		if a := c.Address; a != nil && a.Of != nil {
			v.Domain = a.Of.Domain
		} else if a != nil {
			v.Domain = a.Family
		}
	case "accept", "dup":
		v.Domain, v.Type, v.Kind = c.FD.Domain, c.FD.Type, c.FD.Kind
	case "epoll":
		v.Kind = status.KindEpoll
	case "memfd":
		v.Kind = status.KindMemfd
	case "eventfd":
		v.Kind = status.KindEventfd
	case "timerfd":
		v.Kind = status.KindTimerfd
	case "pipe":
		v.Kind = status.KindPipeRead
		if nth == 1 {
			v.Kind = status.KindPipeWrite
		}
	}
}

// address fills in the address of the call.
func (l *lowering) address(s step.Step, c *Call) error {
	if s.Address == "" {
		return nil
	}
	domain := c.FD.domain()
	if s.Verb == "server" || s.Verb == "client" {
		domain = engine.AFInet
	}
	a, err := l.written(s.Address, domain)
	c.Address = a
	return err
}

// domain is the domain of a descriptor; 0 where it has none.
func (r Ref) domain() int {
	if r.Variable == nil {
		return 0
	}
	return r.Variable.Domain
}

// written reads an address as a script has it.
func (l *lowering) written(address step.Address, domain int) (*Address, error) {
	text := string(address)
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		name, peer := strings.CutSuffix(ref, ".peer")
		e, ok := l.names.find(name, l.step.At)
		if !ok {
			return nil, missing("there is no descriptor %s", name)
		}
		if !e.open {
			e.ref.localLater, e.ref.peerLater = e.ref.localLater || !peer, e.ref.peerLater || peer
		}
		of := e.ref
		return &Address{Text: text, Of: &of, Peer: peer, Raw: later(e.open)}, nil
	}
	if port, ok := strings.CutPrefix(text, "localhost:"); ok {
		text = "127.0.0.1:" + port
		if domain == engine.AFInet6 {
			text = "[::1]:" + port
		}
	}
	addr, err := engine.ParseAddr(text)
	if err == nil {
		addr, err = addr.Resolve()
	}
	if err != nil {
		return nil, missing("%s", err)
	}
	a := &Address{Text: addr.String(), Raw: addr.Raw(), Family: addr.Family}
	switch {
	case addr.Cut(): // too short for its family
	case addr.Family == engine.AFInet || addr.Family == engine.AFInet6:
		a.Host, a.Zone, a.Port = addr.IP.Addr().WithZone("").String(), addr.IP.Addr().Zone(), addr.IP.Port()
	case addr.Family == engine.AFUnix && addr.Path != "":
		a.Path = addr.Path
		if !strings.HasPrefix(addr.Path, "/") && !slices.Contains(l.program.Paths, addr.Path) {
			l.program.Paths = append(l.program.Paths, addr.Path)
		}
	case addr.Family == engine.AFUnix && addr.Name != "":
		a.Path = "@" + addr.Name
	}
	return a, nil
}

// later marks the address of a descriptor that is closed: it was kept before.
func later(open bool) []byte {
	if open {
		return nil
	}
	return []byte{}
}
