package why

import (
	"fmt"
	"strconv"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

func (s scene) explainBind() []string {
	local := s.to()
	if s.after != nil && s.after.Local != "" {
		local = s.after.Local
	}
	said := fmt.Sprintf("%s has the local address %s", s.who(), local)
	if toPortZero.holds(s) {
		said += "; the kernel chose the port"
	}
	switch {
	case s.kind.TCP():
		said += ". Nobody can connect to it before listen"
	case s.after != nil && port(s.after.Local) != 0:
		said += ". Datagrams sent there wait in its receive queue from now on"
	}
	return []string{said + "."}
}

func (s scene) explainListen() []string {
	asked := int64(s.values.Count)
	backlog := asked
	where := ""
	if s.after != nil {
		if s.after.Backlog != nil {
			backlog = int64(*s.after.Backlog)
		}
		where = " at " + s.after.Local
	}
	said := fmt.Sprintf("%s went to LISTEN%s.", s.who(), where)
	if s.before != nil {
		said = fmt.Sprintf("%s went from %s to LISTEN%s.", s.who(), s.before.State, where)
		if s.before.State == status.StateListen {
			said = fmt.Sprintf("%s was already listening; only its backlog changed.", s.who())
		}
	}
	if s.before != nil && s.after != nil && port(s.before.Local) == 0 && port(s.after.Local) != 0 {
		said += " It was not bound, so the kernel chose the address."
	}
	said += fmt.Sprintf(" Backlog %d: its accept queue holds %s, one more than the backlog.", backlog, count(backlog+1, "connection"))
	if asked > backlog || asked < 0 {
		said += fmt.Sprintf(" %d was asked for; net.core.somaxconn is the cap.", asked)
	}
	return []string{said}
}

func (s scene) explainConnect() []string {
	name, to := s.who(), s.address()
	if s.values.Addr.IsZero() {
		return appendState([]string{name + " has no peer any more; the socket can be connected again."}, s)
	}
	if s.after != nil && s.after.Peer != "" {
		to = s.after.Peer
	}
	switch {
	case s.after != nil && to != "" && s.after.Local == to && s.kind.TCP():
		return []string{fmt.Sprintf("%s is connected to itself: the kernel chose %s as its own port too, and the SYN met its sender (simultaneous open).", name, to)}
	case s.before != nil && connection(s.before.State) && s.kind.TCP(), s.before != nil && s.before.State == status.StateSynSent:
		return appendState([]string{fmt.Sprintf("The handshake that %s began earlier is complete: it is connected to %s. Linux answers 0 to this one call, and EISCONN to the next.", name, to)}, s)
	case s.kind.TCP():
		return appendState([]string{fmt.Sprintf("%s is connected to %s: the call slept until the handshake was complete. The server may not have accepted it yet.", name, to)}, s)
	case s.unixAddress():
		return []string{fmt.Sprintf("%s is connected to %s. A listener there has it in its accept queue; nothing was sent.", name, to)}
	}
	return []string{fmt.Sprintf("%s has the peer %s: send goes there, only its datagrams arrive, and ICMP errors are reported. No packet was sent.", name, to)}
}

func (s scene) explainAccept() []string {
	made, ok := s.made()
	name := "The new socket"
	if ok && made.Name != "" {
		name = made.Name
	}
	said := fmt.Sprintf("%s is the first connection of %s's accept queue", name, s.whom())
	if ok && made.After.Peer != "" && made.After.Peer != "unix:" {
		said += ", from " + made.After.Peer
	}
	if s.before != nil && s.after != nil && s.before.Queue != nil && s.after.Queue != nil {
		said += fmt.Sprintf("; the queue went from %d to %d", *s.before.Queue, *s.after.Queue)
	}
	said += "."
	if !ok {
		return []string{said}
	}
	if n := number(made.After.Pending); n > 0 {
		said += fmt.Sprintf(" Its Recv-Q has %s already.", count(n, "byte"))
	}
	if made.After.State == status.StateCloseWait {
		said += " Its peer has closed meanwhile (CLOSE-WAIT)."
	}
	if s.before != nil && s.before.Nonblock && !made.After.Nonblock {
		said += fmt.Sprintf(" It blocks: accept does not hand on the O_NONBLOCK of %s; ask for SOCK_NONBLOCK.", s.whom())
	}
	return []string{said}
}

func (s scene) explainAddress() []string {
	address := s.address()
	if s.call.Name == engine.SysGetpeername {
		return []string{fmt.Sprintf("The peer of %s is %s.", s.whom(), address)}
	}
	if addr := s.values.Addr; addr.Unnamed() || addr.IP.IsValid() && addr.IP.Port() == 0 {
		return []string{fmt.Sprintf("%s is not bound: its local address is %s until bind, or until the kernel chooses one.", s.who(), strconv.Quote(address))}
	}
	return []string{fmt.Sprintf("The local address of %s is %s.", s.whom(), address)}
}
