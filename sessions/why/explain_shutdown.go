package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

func (s scene) explainShutdown() []string {
	said := s.shutdownSaid()
	if s.before != nil && s.before.State == status.StateListen || s.kind.Datagrams() {
		return appendState([]string{said}, s)
	}
	_, rd := s.next.shut(s.id, engine.ShutRd)
	_, wr := s.next.shut(s.id, engine.ShutWr)
	if s.kind.TCP() && !s.multipath() && rd && wr && s.after != nil && (s.after.State == status.StateFinWait1 || s.after.State == status.StateFinWait2) {
		said += fmt.Sprintf(" Both directions are shut down now: if %s still sends, the kernel answers with a reset.", s.otherName())
	}
	return appendState([]string{said}, s)
}

// shutdownSaid says what shutdown did to a socket in its state (inet_shutdown in net/ipv4/af_inet.c, unix_shutdown).
func (s scene) shutdownSaid() string {
	name, how := s.who(), s.values.Op
	switch {
	case s.before != nil && s.before.State == status.StateListen && how == engine.ShutWr:
		return name + " still listens: a listener has no sending direction."
	case s.before != nil && s.before.State == status.StateListen && s.kind.Unix():
		return name + " refuses new connections from now on; those in its accept queue can still be accepted."
	case s.before != nil && s.before.State == status.StateListen:
		return sentences(name+" no longer listens, and accept answers EINVAL.", s.queueEnds())
	case s.before != nil && s.before.State == status.StateSynSent:
		return name + " gives up its connection attempt: shutdown before the handshake is complete ends it, whatever the direction, and leaves ECONNRESET for the next call. The socket can be connected again."
	case s.kind.Unix() && !s.kind.Datagrams() && s.before != nil && s.before.State == status.StateUnconnected:
		return name + " has no peer yet; what is shut down stays so when it is connected."
	case how == engine.ShutRd && s.kind.TCP():
		return name + " answers 0 bytes to recv once nothing waits. The peer is not told, and what it still sends can be received."
	case how == engine.ShutRd && s.kind.Unix() && !s.kind.Datagrams():
		return fmt.Sprintf("%s no longer receives: recv answers 0 bytes once nothing waits, and %s gets EPIPE when it sends.", name, s.otherName())
	case how == engine.ShutRd:
		return name + " no longer receives: recv answers 0 bytes once nothing waits."
	case s.kind.TCP():
		return s.finished(how)
	case how == engine.ShutWr && s.kind.Unix() && !s.kind.Datagrams():
		return fmt.Sprintf("%s no longer sends%s: %s receives the rest and then 0 bytes.", name, s.stillReceives(", but can still receive (half-close)"), s.otherName())
	case how == engine.ShutWr:
		return name + " no longer sends" + s.stillReceives(", but can still receive") + "."
	}
	return name + " neither sends nor receives any more; its descriptor stays open until close."
}

// finished says what shutting down the sending direction of TCP did.
func (s scene) finished(how int) string {
	name, fin := s.who(), "FIN"
	if s.multipath() {
		fin = "DATA_FIN (of Multipath TCP, for all subflows)"
	}
	if s.before != nil && s.before.State.SendingShut() {
		return fmt.Sprintf("%s had sent its %s before; nothing more is sent.", name, fin)
	}
	if s.before != nil && s.before.State == status.StateCloseWait {
		return fmt.Sprintf("%s sends its %s%s. %s had ended its direction first, so this ends the connection; the descriptor stays open until close.", name, fin, s.behind(), s.otherNameFirst())
	}
	if how == engine.ShutWr {
		return fmt.Sprintf("%s sends a %s after everything sent before%s: %s receives the rest and then 0 bytes.%s", name, fin, s.stillReceives(" (half-close)"), s.otherName(), s.stillReceives(" "+name+" can still receive."))
	}
	return fmt.Sprintf("%s sends a %s and takes no more data, whoever else has the socket open; its descriptor stays open until close.", name, fin)
}

// receivesNoMore reports whether the receiving direction of the socket has ended: it was shut down here, or the other end
// of a Unix socket has ended its sending direction.
func (s scene) receivesNoMore() bool {
	_, rd := s.past.shut(s.id, engine.ShutRd)
	if peer, ok := s.past.peer(s.id); ok && s.kind.Unix() && !s.kind.Datagrams() {
		return rd || s.past.finished(peer.ID)
	}
	return rd
}

// stillReceives returns what is said of a socket whose receiving direction is open, and nothing of another.
func (s scene) stillReceives(said string) string {
	if s.receivesNoMore() {
		return ""
	}
	return said
}
