package why

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// claim is what a socket wants when it binds or listens.
type claim struct {
	name    string
	local   netip.AddrPort
	v6only  bool
	options status.Observed // of the socket
	tcp     bool
	others6 bool // IPv6 sockets are in the way too, which IPV6_V6ONLY does not get past
}

// claim returns what the call wanted: for bind the address it was given, for listen the one the socket has.
func (s scene) claim() claim {
	c := claim{name: s.whom(), local: s.ip(), tcp: s.kind.TCP(), options: status.Observed{Detail: &s.detail}}
	if !s.addressed() && s.before != nil {
		c.local, _ = netip.ParseAddrPort(s.before.Local)
	}
	c.v6only = s.kind.Domain == engine.AFInet6 && isOn(optionOf(c.options, "IPV6_V6ONLY", "0"))
	return c
}

// isOn reports whether the value of an option, as read or as a step wrote it, means that it is on.
func isOn(value string) bool { return value == "on" || value == "1" }

// rival is a socket that holds a port another one wants.
type rival struct {
	status.Holder
	observed status.Observed // zero if it is not on the bench
	listener string          // the listener it was accepted from, if known
	sleeper  string          // the task whose call keeps it open after its descriptor was closed
	closed   string          // the name it had before it was closed
	chosen   bool            // the kernel chose its port when it connected
}

// has reports whether option is on for a rival; known is false if the socket cannot be asked.
func (r rival) has(option string) (on, known bool) {
	if r.observed.Detail == nil {
		return false, false
	}
	return isOn(optionOf(r.observed, option, "0")), true
}

// rivals returns the sockets of the same protocol, other than the socket itself, that hold the port at an address
// overlapping the wanted one. Listeners come first.
func (s scene) rivals(c claim) []rival {
	var list []rival
	for _, h := range s.holders() {
		if !sameProtocol(h.Protocol, c.tcp) || h.Network != "" || h.State == status.StateSynReceived || h.Name != "" && s.isSelf(h.Name) || !overlap(h, c) {
			continue
		}
		list = append(list, s.rival(h))
	}
	slices.SortStableFunc(list, func(a, b rival) int { return cmp.Compare(a.rank(), b.rank()) })
	return list
}

func sameProtocol(name string, tcp bool) bool {
	return tcp == (name == "tcp" || name == "mptcp")
}

// isSelf reports whether name is the socket the call was about, or a duplicate of it.
func (s scene) isSelf(name string) bool {
	return name == s.name || slices.Contains(s.detail.Twins, name)
}

// overlap reports whether a holder has the port at an address that overlaps the claim's (inet_rcv_saddr_equal in
// net/ipv4/inet_connection_sock.c). Sockets bound to different interfaces do not overlap.
func overlap(h status.Holder, c claim) bool {
	has, err := netip.ParseAddrPort(h.Local)
	device := optionOf(c.options, "SO_BINDTODEVICE", "")
	if err != nil || has.Port() != c.local.Port() || device != "" && h.Device != "" && device != h.Device {
		return false
	}
	mine, theirs := c.local.Addr().Unmap().WithZone(""), has.Addr().Unmap().WithZone("")
	switch {
	case mine == theirs:
		return true
	case mine.Is4() == theirs.Is4():
		return mine.IsUnspecified() || theirs.IsUnspecified()
	case mine.Is4():
		return theirs.IsUnspecified() && !h.V6Only
	default:
		return mine.IsUnspecified() && !c.v6only
	}
}

// rival returns a holder together with what the session knows about it.
func (s scene) rival(h status.Holder) rival {
	r := rival{Holder: h}
	if h.Name == "" {
		if h.Inode == 0 { // a connection not yet accepted has the options of its listener
			r.observed, _ = s.listenerAt(h.Local)
			r.listener = r.observed.Name
			return r
		}
		r.keptAsleep(s)
		return r
	}
	r.observed, _ = s.onBench(h.Name)
	if d := r.observed.Detail; d != nil && d.Parent != 0 && d.Of == 0 {
		r.listener = s.past.Of(d.Parent).Name
	}
	_, bound := s.past.did(r.observed.ID, engine.SysBind, answeredWell)
	_, connected := s.past.did(r.observed.ID, engine.SysConnect, nil)
	r.chosen = connected && !bound
	return r
}

// keptAsleep finds the sleeping call that keeps a socket open after its descriptor was closed.
func (r *rival) keptAsleep(s scene) {
	for _, o := range s.bench() {
		if o.Closed && o.Detail != nil && len(o.Detail.Asleep) > 0 && o.Kind.Inet() && (o.After != nil && o.After.Local == r.Local || o.Before != nil && o.Before.Local == r.Local) {
			r.sleeper, r.closed, r.observed = o.Detail.Asleep[0].Task, o.Name, o
		}
	}
}

func answeredWell(d Deed) bool { return d.Call.Errno == "" }

// onBench returns the socket on the bench with the given name.
func (s scene) onBench(name string) (status.Observed, bool) {
	for _, o := range s.bench() {
		if o.Name == name && name != "" {
			return o, true
		}
	}
	return status.Observed{}, false
}

// listenerAt returns the TCP socket on the bench that listens at local, or at every address.
func (s scene) listenerAt(local string) (status.Observed, bool) {
	for _, o := range s.bench() {
		if o.After != nil && o.After.State == status.StateListen && !o.Closed && o.Kind.TCP() && covers(o, local) {
			return o, true
		}
	}
	return status.Observed{}, false
}

// covers reports whether what is sent to address reaches a socket, judging by the socket's own address.
func covers(o status.Observed, address string) bool {
	has, err1 := netip.ParseAddrPort(o.After.Local)
	wants, err2 := netip.ParseAddrPort(address)
	if err1 != nil || err2 != nil || has.Port() != wants.Port() {
		return false
	}
	mine, theirs := has.Addr().Unmap().WithZone(""), wants.Addr().Unmap().WithZone("")
	switch {
	case mine == theirs:
		return true
	case !mine.IsUnspecified():
		return false
	case mine.Is4() == theirs.Is4():
		return true
	default:
		return theirs.Is4() && !isOn(optionOf(o, "IPV6_V6ONLY", "0"))
	}
}

// rank orders the rivals: listeners first, then sockets with a descriptor, then the rest.
func (r rival) rank() int {
	switch {
	case r.State == status.StateListen:
		return 0
	case r.State == status.StateTimeWait:
		return 3
	case r.Inode == 0:
		return 2
	default:
		return 1
	}
}

// holders returns the sockets with the port in question: those looked up, or else those on the bench.
func (s scene) holders() []status.Holder {
	if found := s.lookup().Holders; found != nil {
		return found
	}
	var list []status.Holder
	for _, o := range s.bench() {
		if h, ok := holderOf(o); ok && !slices.ContainsFunc(list, func(h status.Holder) bool { return o.Detail != nil && slices.Contains(o.Detail.Twins, h.Name) }) {
			list = append(list, h)
		}
	}
	return list
}

// holderOf returns a socket of the bench as sock_diag would report it.
func holderOf(o status.Observed) (status.Holder, bool) {
	c := o.After
	if c == nil || !o.Kind.Inet() || o.Closed && (!o.Kind.TCP() || c.State == status.StateClosed) {
		return status.Holder{}, false
	}
	h := status.Holder{Protocol: "udp", Family: o.Kind.Domain, State: c.State, Local: c.Local, Peer: c.Peer, Name: o.Name,
		V6Only: isOn(optionOf(o, "IPV6_V6ONLY", "0")), Device: optionOf(o, "SO_BINDTODEVICE", "")}
	if o.Kind.TCP() {
		h.Protocol = "tcp"
		if h.State == status.StateClosed {
			h.State = status.StateBound
		}
	}
	if !o.Closed {
		h.Inode = 1
	}
	return h, port(h.Local) != 0
}

// it refers to a rival that was already named.
func (r rival) it() string {
	switch {
	case r.Name != "":
		return r.Name
	case r.Inode == 0:
		return "that connection"
	default:
		return "that socket"
	}
}

// who names a rival within a sentence.
func (r rival) who() string {
	switch {
	case r.Name != "":
		return r.Name
	case r.sleeper != "":
		return fmt.Sprintf("%s, closed while the call of %s sleeps on it,", r.closed, r.sleeper)
	case len(r.Owners) > 0:
		return fmt.Sprintf("a socket of %s (process %d)", r.Owners[0].Name, r.Owners[0].PID)
	case r.Inode == 0 && r.State == status.StateTimeWait, r.Inode == 0 && r.Peer == "":
		return "a connection that has ended"
	case r.Inode == 0 && r.listener != "":
		return "a connection in the accept queue of " + r.listener
	case r.Inode == 0:
		return "a connection without a descriptor"
	default:
		return fmt.Sprintf("a socket of another process (user %d)", r.UID)
	}
}

// identify says how to find out who owns the socket, if that is unknown.
func (r rival) identify() string {
	if r.Name != "" || r.sleeper != "" || len(r.Owners) > 0 || r.Inode == 0 {
		return ""
	}
	return fmt.Sprintf("netnet-tui why port %d names it, run by that user or by root.", port(r.Local))
}

// addressOf returns the IP address of an address with a port, or the zero Addr if it has none.
func addressOf(text string) netip.Addr {
	a, _ := netip.ParseAddrPort(text)
	return a.Addr()
}
