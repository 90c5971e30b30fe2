package why

import (
	"cmp"
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

func (s scene) explainSocket() []string {
	waits := "a call on it that has to wait sleeps"
	if s.values.Flags&step.Nonblock != 0 {
		waits = "calls on it answer EAGAIN instead of sleeping"
	}
	domain, typ := step.Domains.Format(s.values.Domain), step.Types.Format(s.values.Type)
	return []string{fmt.Sprintf("%s is a new socket (%s, %s), descriptor %d. It has no address yet; %s.", s.who(), domain, typ, s.call.Ret, waits)}
}

func (s scene) explainSocketpair() []string {
	names := []string{s.who()}
	for _, other := range s.others {
		if other.Before == nil {
			names = append(names, other.Name)
		}
	}
	if len(names) < 2 {
		return []string{"Two sockets were made that are connected to each other; no address is needed."}
	}
	return []string{fmt.Sprintf("%s and %s are connected to each other: what one sends, the other receives.", names[0], names[1])}
}

func (s scene) explainDup() []string {
	copied := "The new descriptor"
	if made, ok := s.made(); ok && made.Name != "" {
		copied = made.Name
	}
	return []string{fmt.Sprintf("%s is a second descriptor (%d) of the same %s as %s: state, data and options are shared, FD_CLOEXEC is not. The %[3]s ends with its last descriptor.",
		copied, s.call.Ret, s.thing(), s.whom())}
}

func (s scene) explainClose() []string {
	if s.plainKind != "" {
		return s.closingPlain()
	}
	return s.closing()
}

// closing says what closing the last descriptor did to the socket.
func (s scene) closing() []string {
	b := s.before
	plain := fmt.Sprintf("%s is closed.", s.who())
	switch {
	case b == nil:
		return []string{plain}
	case b.State == status.StateListen && number(b.Queue) > 0:
		return []string{plain, s.queueEnds()}
	case b.State == status.StateListen:
		return []string{plain, s.listensOn()}
	case s.kind.Unix() && !s.kind.Datagrams() && b.State == status.StateEstablished && !has(b, engine.PollHup):
		return []string{plain, fmt.Sprintf("%s receives 0 bytes once it has read the rest, and EPIPE when it sends.", s.otherNameFirst())}
	case !s.kind.TCP():
		return []string{plain}
	case b.State == status.StateClosed && s.next.Of(s.next.socket(s.id)).Ends.Met:
		return []string{plain, "Its connection had ended before, so nothing was sent."}
	case b.State == status.StateClosed:
		return []string{plain, "It had no connection, so nothing was sent."}
	case !s.multipath() && s.connected() && s.after.State == b.State:
		return []string{fmt.Sprintf("This descriptor of %s is closed, but the connection stays %s: something else has the socket open, such as a copy in another process, so no FIN is sent.", s.whom(), s.after.State)}
	}
	return append([]string{plain}, s.closingInOrder()...)
}

// counted formats a counter that moved, as evidence in parentheses.
func (s scene) counted(counter string) string {
	if n := s.moved(counter); n > 0 {
		return fmt.Sprintf(" (%s +%d)", counter, n)
	}
	return ""
}

// closingInOrder says how the kernel finishes a connection on its own.
func (s scene) closingInOrder() []string {
	now, fin := "", "FIN"
	if s.after != nil && s.after.State != s.before.State {
		now = fmt.Sprintf(" It went from %s to %s.", s.before.State, s.after.State)
	}
	if s.multipath() {
		fin = "DATA_FIN (of Multipath TCP, for all subflows)"
	}
	switch s.before.State {
	case status.StateEstablished:
		return []string{fmt.Sprintf("The kernel sends a %s%s: an orderly release. %s%s", fin, s.behind(), s.firstToClose(), now)}
	case status.StateCloseWait:
		return []string{fmt.Sprintf("%s had ended its direction first; the kernel sends the %s of this side%s, and TIME-WAIT, if any, is at the other end.%s", s.otherNameFirst(), fin, s.behind(), now)}
	case status.StateSynSent:
		return []string{"Its connection attempt is given up; no reset is sent." + now}
	case status.StateFinWait1, status.StateFinWait2:
		return []string{fmt.Sprintf("Its %s was sent before. The kernel still waits for that of %s, in FIN-WAIT-2 at most for net.ipv4.tcp_fin_timeout now that nobody has the socket open.%s", fin, s.otherName(), now)}
	case status.StateTimeWait:
		return []string{"Both sides had ended; the kernel keeps TIME-WAIT for the rest of its 60 s." + now}
	case status.StateListen, status.StateSynReceived, status.StateClosing, status.StateLastAck, status.StateClosed, status.StateUnconnected, status.StateBound:
	}
	return []string{"The kernel finishes the connection by itself." + now}
}

// firstToClose says what follows when a socket is closed before its peer.
func (s scene) firstToClose() string {
	return cmp.Or(s.hindrance(), fmt.Sprintf("This side closes first: once %s has closed too, TIME-WAIT (60 s) will be here.", s.otherName()))
}

// hindrance says what will keep a socket that is closed before its peer from TIME-WAIT; it returns "" if nothing
// will.
func (s scene) hindrance() string {
	peer, known := s.next.peer(s.id)
	waits := 0
	if o, ok := s.observed(peer.Name); known && ok && o.After != nil {
		waits = unread(o.Kind, o.After)
	}
	switch {
	case known && waits > 0:
		return fmt.Sprintf("%s has %s to read: if it closes before that, it resets the connection, else TIME-WAIT will be here.", peer.Name, step.Counted(waits, "byte"))
	case known && zeroLinger(peer.Last.Detail):
		return fmt.Sprintf("%s has SO_LINGER on,0s: its close will reset the connection, and TIME-WAIT is nowhere.", peer.Name)
	case s.past.number(s.id, "TCP_LINGER2") < 0:
		return "TCP_LINGER2 is below 0: once the FIN is acknowledged the kernel resets the connection, without FIN-WAIT-2 and TIME-WAIT."
	}
	return ""
}

func (s scene) behind() string {
	if n := number(s.before.Unsent); n > 0 {
		return " behind " + step.Counted(n, "byte") + " not yet acknowledged"
	}
	return ""
}

// appendState appends the socket's own change of state.
func appendState(said []string, s scene) []string {
	if s.before == nil || s.after == nil {
		return said
	}
	return appendChange(said, s.who(), s.before, s.after, "")
}

// listensOn says what becomes of new connections once a listener is closed: another one may have the same address
// (SO_REUSEPORT).
func (s scene) listensOn() string {
	for _, o := range s.past.lastSeen() {
		if o.ID != s.id && !o.Closed && listens(o) && o.Kind.TCP() == s.kind.TCP() && s.kind.Inet() && covers(o, s.before.Local) {
			return fmt.Sprintf("%s still listens at %s, and takes new connections; accepted ones continue.", o.Name, o.After.Local)
		}
	}
	return "Nobody listens there any more: new connections are refused, accepted ones continue."
}
