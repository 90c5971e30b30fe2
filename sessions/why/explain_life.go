package why

import (
	"fmt"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

func (s scene) explainSocket() []string {
	waits := "calls on it sleep until they are done"
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
	return []string{fmt.Sprintf("%s is a second descriptor (%d) of the same socket as %s: state, data and options are shared, FD_CLOEXEC is not. The socket ends with its last descriptor.",
		copied, s.call.Ret, s.whom())}
}

// longClose is the shortest time for which a close is said to have slept.
const longClose = 50 * time.Millisecond

func (s scene) explainClose() []string {
	said := s.closing()
	if took := time.Duration(s.call.NS); took >= longClose {
		said = append(said, fmt.Sprintf("close slept for %s: SO_LINGER waits for unsent data, even without blocking.", took.Round(10*time.Millisecond)))
	}
	return said
}

// closing says what closing the descriptor did to the connection.
func (s scene) closing() []string {
	b, a := s.before, s.after
	plain := fmt.Sprintf("%s is closed.", s.who())
	switch {
	case b == nil || !s.kind.TCP():
		return []string{plain}
	case b.State == status.StateListen && number(b.Queue) > 0:
		return []string{plain, fmt.Sprintf("It was a listener with %s in its accept queue, now reset.", count(*b.Queue, "connection"))}
	case b.State == status.StateListen:
		return []string{plain, "Nobody listens on its port any more: new connections are refused, accepted ones continue."}
	case b.State == status.StateClosed:
		return []string{plain, "It had no connection, so nothing was sent."}
	case a != nil && a.State == b.State && (b.State == status.StateEstablished || b.State == status.StateCloseWait):
		return []string{fmt.Sprintf("This descriptor of %s is closed, but the connection stays %s: another descriptor of the socket is open, so no FIN is sent.", s.whom(), a.State)}
	case number(b.Pending) > 0:
		instead := ""
		if b.State == status.StateEstablished || b.State == status.StateCloseWait {
			instead = " instead of a FIN"
		}
		return []string{plain, fmt.Sprintf("%s had not been read, so the kernel sent a reset (RST)%s%s. For an orderly end: shutdown wr, receive until 0, close.",
			count(*b.Pending, "byte"), instead, s.counted("TCPAbortOnClose"))}
	case s.moved("TCPAbortOnData") > 0:
		return []string{plain, fmt.Sprintf("SO_LINGER with 0 s made it a reset (RST)%s: unsent data is dropped, and there is no TIME-WAIT.", s.counted("TCPAbortOnData"))}
	}
	return append([]string{plain}, s.closingInOrder()...)
}

// counted is a counter as a proof in brackets.
func (s scene) counted(counter string) string {
	if n := s.moved(counter); n > 0 {
		return fmt.Sprintf(" (%s +%d)", counter, n)
	}
	return ""
}

// closingInOrder says how the kernel finishes a connection by itself.
func (s scene) closingInOrder() []string {
	now := ""
	if s.after != nil && s.after.State != s.before.State {
		now = fmt.Sprintf(" It went from %s to %s.", s.before.State, s.after.State)
	}
	switch s.before.State {
	case status.StateEstablished:
		said := "The kernel sends a FIN (orderly release)" + s.behind() + "; this side closes first, so it will hold TIME-WAIT for 60 s."
		return []string{said + now}
	case status.StateCloseWait:
		return []string{"The peer had closed first; the kernel sends this side's FIN" + s.behind() + ", and TIME-WAIT is the peer's." + now}
	case status.StateSynSent:
		return []string{"Its connection attempt is given up." + now}
	default:
		return []string{"The kernel finishes the connection by itself." + now}
	}
}

func (s scene) behind() string {
	if n := number(s.before.Unsent); n > 0 {
		return " behind " + count(n, "byte") + " not yet acknowledged"
	}
	return ""
}

func (s scene) explainShutdown() []string {
	var said string
	name := s.who()
	switch {
	case s.before != nil && s.before.State == status.StateListen && s.values.Op == engine.ShutWr:
		said = name + " still listens: a listener has no sending direction."
	case s.before != nil && s.before.State == status.StateListen:
		said = name + " no longer listens; connections in its accept queue are reset, and accept answers EINVAL."
	case s.values.Op == engine.ShutRd && s.kind.TCP():
		said = name + " answers 0 bytes to recv once nothing waits. The peer is not told, and what it still sends can be received."
	case s.values.Op == engine.ShutRd:
		said = name + " no longer receives: recv answers 0 bytes once nothing waits."
	case s.values.Op == engine.ShutWr && s.kind.TCP():
		said = name + " sends a FIN after everything sent before (half-close): the peer receives the rest and then 0 bytes. " + name + " can still receive."
	case s.values.Op == engine.ShutWr:
		said = name + " no longer sends, but can still receive (half-close)."
	case s.kind.TCP():
		said = name + " sends a FIN and takes no more data, no matter who else has the socket open; its descriptor stays open until close."
	default:
		said = name + " neither sends nor receives any more; its descriptor stays open until close."
	}
	return appendState([]string{said}, s)
}

// appendState adds the socket's own change of state.
func appendState(said []string, s scene) []string {
	if s.before == nil || s.after == nil {
		return said
	}
	return appendChange(said, s.who(), s.before, s.after)
}
