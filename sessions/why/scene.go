package why

import (
	"cmp"
	"net/netip"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// scene is what an event shows: its last call and the values of that call, the socket the call was made on
// before and after, and the other observed sockets.
type scene struct {
	past      *Past                         // before the event
	next      *Past                         // including the event
	over      *ending                       // how the connection of the socket ended; computed on first use
	brakes    map[status.SocketID]whatHolds // results of stuck, by socket
	event     engine.Event
	call      engine.Call
	asked     engine.Syscall    // the call as it was made; call.Name is the plainer equivalent, such as sendto for sendmsg
	values    engine.CallValues // of the call
	id        status.SocketID
	name      string
	kind      status.Kind       // of the socket; zero if it was not observed
	plainKind string            // what the descriptor is if it is not a socket, see [status.Socket.Plain]
	detail    status.Detail     // of the socket; zero if it was not looked up
	before    *status.Condition // nil if the socket did not exist
	after     *status.Condition
	others    []status.Observed
	old       bool   // another socket has the name now
	inner     string // a nested epoll, if the scene is about it rather than the one the call asked
}

// newScene returns the scene of an event that made a call.
func newScene(past *Past, e engine.Event) scene {
	if past == nil {
		past = &Past{}
	}
	s := scene{past: past, next: past.with(e), over: new(ending), brakes: map[status.SocketID]whatHolds{}, event: e, call: answering(e)}
	s.values = s.call.Values
	s.asked = callName(s.call.Name)
	s.call.Name = plainer(s.call.Name)
	if s.call.Errno != "" {
		s.call.Errno = errnoName(s.call.Errno)
	}
	var observed []status.Observed
	if e.Evidence != nil {
		observed = e.Evidence.Sockets
	}
	main := s.main(observed)
	if main >= 0 {
		o := observed[main]
		s.id, s.name, s.kind, s.plainKind, s.before, s.after = o.ID, o.Name, o.Kind, o.Plain, o.Before, o.After
		if o.Detail != nil {
			s.detail = *o.Detail
		}
	}
	for i, o := range observed {
		if i != main {
			s.others = append(s.others, o)
		}
	}
	if s.name == "" && !s.makes() && !s.isWait() {
		s.name = s.values.FD.Name
	}
	return s
}

// answering returns the call whose result is the step's answer: the last one, except that an ioctl or
// getsockopt may be followed by the close of a descriptor that it opened.
func answering(e engine.Event) engine.Call {
	last := len(e.Calls) - 1
	if asks := e.Verb == "ioctl" || e.Verb == "getsockopt"; asks && last > 0 && e.Calls[last].Name == engine.SysClose {
		last--
	}
	return e.Calls[last]
}

// main returns the index of the socket the call was made on, or -1 if it was not observed.
func (s scene) main(observed []status.Observed) int {
	if s.makes() { // a new descriptor has no Before
		return slices.IndexFunc(observed, func(o status.Observed) bool { return o.Before == nil })
	}
	name := s.values.FD.Name
	if i := slices.IndexFunc(observed, func(o status.Observed) bool { return o.Name == name && name != "" }); i >= 0 {
		return i
	}
	if s.isWait() || len(observed) == 0 {
		return -1
	}
	return 0
}

// makes reports whether the call makes a descriptor that does not come from another.
func (s scene) makes() bool {
	switch s.call.Name {
	case engine.SysSocket, engine.SysSocketpair, engine.SysEpollCreate1, engine.SysPipe2, engine.SysEventfd2, engine.SysTimerfdCreate, engine.SysMemfdCreate:
		return true
	}
	return false
}

func (s scene) isWait() bool {
	switch s.call.Name {
	case engine.SysPoll, engine.SysSelect, engine.SysPrlimit64:
		return true
	}
	return false
}

// flag reports whether the call sent or received with the given MSG_ flag.
func (s scene) flag(flag int) bool {
	switch s.call.Name {
	case engine.SysSendto, engine.SysRecvfrom, engine.SysSendmmsg, engine.SysRecvmmsg:
		return s.values.Flags&flag != 0
	}
	return false
}

// addressed reports whether the call was given an address.
func (s scene) addressed() bool {
	switch s.call.Name {
	case engine.SysBind, engine.SysConnect, engine.SysSendto, engine.SysSendmmsg:
		return !s.values.Addr.IsZero()
	}
	return false
}

// ip returns the IP address passed to the call, or an invalid one if there was none.
func (s scene) ip() netip.AddrPort {
	if !s.addressed() {
		return netip.AddrPort{}
	}
	return s.values.Addr.IP
}

// unixAddress reports whether the call was given a Unix socket address.
func (s scene) unixAddress() bool { return s.addressed() && s.values.Addr.Family == engine.AFUnix }

// to returns the address passed to the call as a script writes it, or "" if there was none.
func (s scene) to() string {
	if !s.addressed() {
		return ""
	}
	return s.address()
}

// address returns the address passed to the call or filled in by the kernel.
func (s scene) address() string { return step.Word(s.values.Addr.String()) }

// option is the catalogue entry of the option that the call set or read, with its name and its value as a
// trace shows them. It is empty for any other call.
type option struct {
	sockopts.Option
	name, value string
}

func (s scene) option() option {
	var o option
	switch s.call.Name {
	case engine.SysSetsockopt, engine.SysGetsockopt:
		setting, find := s.call.Name == engine.SysSetsockopt, sockopts.Getting
		if setting {
			find = sockopts.Setting
		}
		_, o.name, o.value = sockopts.Traced(setting, s.values.Level, s.values.Option, s.values.Value)
		if entry, ok := find(s.values.Level, s.values.Option); ok {
			o.Option = *entry
		}
	}
	return o
}

// made returns the descriptor that the call made.
func (s scene) made() (status.Observed, bool) {
	for _, other := range s.others {
		if other.Before == nil && other.After != nil {
			return other, true
		}
	}
	return status.Observed{}, false
}

// moved returns how far a counter moved, if the session has a network namespace of its own, where nothing else
// moves it.
func (s scene) moved(counter string) int64 {
	if s.event.Evidence == nil || !s.event.Evidence.Private {
		return 0
	}
	return s.event.Evidence.Moved[counter]
}

// movedUDP returns how far a UDP counter moved, over IPv6 or else IPv4, and the full name of that counter.
func (s scene) movedUDP(counter string) (n int64, name string) {
	if n := s.moved("Udp6" + counter); n > 0 {
		return n, "Udp6" + counter
	}
	return s.moved("Udp" + counter), "Udp" + counter
}

// bench returns all sockets of the bench that the event shows, beginning with those its calls were about.
func (s scene) bench() []status.Observed {
	if s.event.Evidence == nil {
		return nil
	}
	return slices.Concat(s.event.Evidence.Sockets, s.event.Evidence.Bench)
}

// sameSocket reports whether an observed descriptor refers to the same socket as another. The observed one may
// be unknown to the past, such as a copy in a forked process, so its own record of what it is a copy of is
// used first.
func (s scene) sameSocket(o status.Observed, id status.SocketID) bool {
	if o.Detail != nil && o.Detail.Of != 0 {
		return o.Detail.Of == s.past.socket(id)
	}
	return s.past.same(o.ID, id)
}

// lookup returns what was looked up for the event, empty if nothing was.
func (s scene) lookup() status.Found {
	if s.event.Evidence == nil || s.event.Evidence.Found == nil {
		return status.Found{}
	}
	return *s.event.Evidence.Found
}

// optionOf returns the value of an option of a socket as it was read or set, or else fallback, the value of a
// new socket. It returns "" if the socket was not looked up.
func optionOf(o status.Observed, name, fallback string) string {
	if o.Detail == nil {
		return ""
	}
	return cmp.Or(o.Detail.Options[name], o.Detail.Set[name], fallback)
}

// facts returns the values that [fill] puts into a text about this scene.
func (s scene) facts() map[string]string {
	option := s.option()
	facts := map[string]string{"s": s.name, "to": s.to(), "option": option.name, "capability": option.Capability}
	if s.before != nil {
		facts["local"], facts["peer"] = s.before.Local, s.before.Peer
		facts["queue"] = queueOf(s.before)
	}
	facts["other"] = s.values.Other.Name
	facts["holder"] = cmp.Or(s.holder(status.StateListen), s.holder(status.StateTimeWait))
	return facts
}

// holder returns the name of another socket, in the given state, that has the port this call wanted.
func (s scene) holder(state status.State) string {
	wanted := int(s.ip().Port())
	if !s.addressed() && s.before != nil {
		wanted = port(s.before.Local)
	}
	for _, other := range s.others {
		if b := other.Before; b != nil && b.State == state && wanted != 0 && port(b.Local) == wanted {
			return other.Name
		}
	}
	return ""
}

// port returns the port of an address, or 0 if it has none.
func port(address string) int {
	ip, _ := netip.ParseAddrPort(address)
	return int(ip.Port())
}

// has reports whether poll reports an event for a socket in this condition.
func has(c *status.Condition, bit int) bool {
	if c == nil {
		return false
	}
	bits, err := step.PollEvents.Parse(c.Ready) // "none" has no events
	return err == nil && bits&bit != 0
}

// number returns *n, or 0 if n is nil because the kernel did not report it.
func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
