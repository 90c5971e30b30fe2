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

// scene is what an event shows: its last call with the values of that, the socket the
// call was about before and after, and the other sockets that were observed.
type scene struct {
	past      *Past                         // before the event
	next      *Past                         // with the event
	over      *ending                       // how the connection of the socket ended, once asked for
	brakes    map[status.SocketID]whatHolds // what stuck has found, by socket
	event     engine.Event
	call      engine.Call
	asked     engine.Syscall    // of the call as it was made; call has that of the plainer one, sendto of sendmsg
	values    engine.CallValues // of the call
	id        status.SocketID
	name      string
	kind      status.Kind       // of the socket; zero where it was not observed
	plainKind string            // what the descriptor is if it is not a socket, see [status.Socket.Plain]
	detail    status.Detail     // of the socket; zero where it was not looked up
	before    *status.Condition // nil where the socket was not there
	after     *status.Condition
	others    []status.Observed
	inner     string // an epoll within the one that the call asked, where the scene is about it
}

// newScene is what an event shows that made a call.
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

// answering is the call that a step's answer is of: the last one. What is closed at once behind a
// request that has opened it is not the answer.
func answering(e engine.Event) engine.Call {
	last := len(e.Calls) - 1
	if asks := e.Verb == "ioctl" || e.Verb == "getsockopt"; asks && last > 0 && e.Calls[last].Name == engine.SysClose {
		last--
	}
	return e.Calls[last]
}

// main is the index of the socket the call was about, -1 where none was observed.
func (s scene) main(observed []status.Observed) int {
	if s.makes() { // a new descriptor has no before
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

// makes reports whether the call makes a descriptor out of nothing.
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

// flag reports whether the call sent or received with a flag, MSG_ of C.
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

// ip is the IP address the call was given, invalid where it was given none.
func (s scene) ip() netip.AddrPort {
	if !s.addressed() {
		return netip.AddrPort{}
	}
	return s.values.Addr.IP
}

// unixAddress reports whether the call was given the address of a Unix socket.
func (s scene) unixAddress() bool { return s.addressed() && s.values.Addr.Family == engine.AFUnix }

// to is the address the call was given, as a script writes it, "" where it was given none.
func (s scene) to() string {
	if !s.addressed() {
		return ""
	}
	return s.address()
}

// address is the address the call was given, or the kernel filled in.
func (s scene) address() string { return step.Word(s.values.Addr.String()) }

// option is what the catalogue knows of the option that the call set or asked for, with its
// name and its value as a trace has them. It is empty for another call.
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

// made is the descriptor that the call made.
func (s scene) made() (status.Observed, bool) {
	for _, other := range s.others {
		if other.Before == nil && other.After != nil {
			return other, true
		}
	}
	return status.Observed{}, false
}

// moved is how far a counter went, if this session moved it: nobody else is in its network.
func (s scene) moved(counter string) int64 {
	if s.event.Evidence == nil || !s.event.Evidence.Private {
		return 0
	}
	return s.event.Evidence.Moved[counter]
}

// movedUDP is how far a counter of UDP went, over IPv4 and IPv6, and the name of the one that did.
func (s scene) movedUDP(counter string) (n int64, name string) {
	if n := s.moved("Udp6" + counter); n > 0 {
		return n, "Udp6" + counter
	}
	return s.moved("Udp" + counter), "Udp" + counter
}

// bench are all sockets of the bench that the event shows: first the one the call was about.
func (s scene) bench() []status.Observed {
	if s.event.Evidence == nil {
		return nil
	}
	return slices.Concat(s.event.Evidence.Sockets, s.event.Evidence.Bench)
}

// sameSocket reports whether an observed descriptor is of the same socket as another. No step may have been about it
// yet, such as about a copy in a forked process: it bears itself whose copy it is.
func (s scene) sameSocket(o status.Observed, id status.SocketID) bool {
	if o.Detail != nil && o.Detail.Of != 0 {
		return o.Detail.Of == s.past.socket(id)
	}
	return s.past.same(o.ID, id)
}

// lookup is what was looked up for the event; empty where nothing was.
func (s scene) lookup() status.Found {
	if s.event.Evidence == nil || s.event.Evidence.Found == nil {
		return status.Found{}
	}
	return *s.event.Evidence.Found
}

// optionOf is the value of an option of a socket, if it is known: as read, as set, or fallback, the
// value that a new socket has.
func optionOf(o status.Observed, name, fallback string) string {
	if o.Detail == nil {
		return ""
	}
	return cmp.Or(o.Detail.Options[name], o.Detail.Set[name], fallback)
}

// facts are what [fill] puts into a text about this scene.
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

// holder is the name of another socket in a state that has the port this call wanted.
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

// port is the port of an address of a condition; 0 where it has none.
func port(address string) int {
	ip, _ := netip.ParseAddrPort(address)
	return int(ip.Port())
}

// has reports whether a bit of poll is among a condition's.
func has(c *status.Condition, bit int) bool {
	if c == nil {
		return false
	}
	bits, err := step.PollEvents.Parse(c.Ready) // none is no event
	return err == nil && bits&bit != 0
}

// number is a number the kernel may not have reported, 0 if it did not.
func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
