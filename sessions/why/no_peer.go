package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// noPeer finds why a socket has no peer for getpeername to return.
func noPeer(s scene) *Finding {
	if s.before == nil {
		return nil
	}
	b := s.before
	f := found("").because(s.name+".state", string(b.State), "before the call").see("getpeername", "ENOTCONN")
	dissolved, ok := s.past.did(s.id, engine.SysConnect, answeredWell)
	switch {
	case b.State == status.StateListen:
		f.Claim = fmt.Sprintf("%s is a listener: its connections have peers, it does not.", s.who())
		return f.advise("Ask a socket that accept returned.")
	case s.deferred():
		f.Claim = fmt.Sprintf("%s has TCP_FASTOPEN_CONNECT: its SYN goes out with the first write, and there is no peer before.", s.who())
		return f.advise("Write first, then ask again.")
	case b.State == status.StateSynSent:
		f.Claim = fmt.Sprintf("%s is in SYN-SENT: there is no peer until the handshake is complete.", s.who())
		return f.advise("Poll for writable, then ask again.")
	case ok && dissolved.Call.Values.Addr.IsZero():
		f.Claim = fmt.Sprintf("%s has no peer since connect none%s.", s.who(), placeOf(dissolved))
		return f.advise("Connect it again.")
	case s.kind.TCP() && s.neverConnected():
		to, place := s.attempted()
		f.Claim = fmt.Sprintf("%s never had a connection: its attempt%s to connect to %s failed.", s.who(), place, to)
		return f.advise("Connect again, and ask once that went well.")
	case s.kind.TCP() && s.hadConnection():
		f.Claim = fmt.Sprintf("The connection of %s has ended, and TCP has forgotten its peer.", s.whom())
		return f.advise("Ask while the connection lasts, or keep the address that accept gave.")
	}
	f.Claim = fmt.Sprintf("%s was never connected, so it has no peer.", s.who())
	return f.advise("Connect it first.")
}

// hadConnection reports whether a closed TCP socket was once connected.
func (s scene) hadConnection() bool {
	if isGone.holds(s) || s.detail.Parent != 0 && s.detail.Of == 0 {
		return true
	}
	for _, d := range s.past.deeds(s.id) {
		if connection(d.Before) || connection(d.After) {
			return true
		}
	}
	return false
}

// untried reports whether steps made a socket and none has tried to connect it. If poll reports a hangup then,
// the cause is a shutdown, which takes effect although it answers ENOTCONN.
func (s scene) untried() bool {
	if story := s.past.Of(s.id); story.Origin != "socket" || len(story.Deeds) == MostDeeds {
		return false
	}
	for _, d := range s.past.deeds(s.id) {
		if d.Call.Name == engine.SysConnect || connection(d.Before) || connection(d.After) {
			return false
		}
	}
	return true
}

// cannotListen finds why a socket can't become a listener.
func cannotListen(s scene) *Finding {
	if s.before == nil || s.kind.Datagrams() {
		return nil
	}
	b := s.before
	f := found("").because(s.name+".state", string(b.State), "before the call").see("listen")
	switch {
	case connection(b.State):
		peer := ""
		if b.Peer != "" && b.Peer != "unix:" {
			peer = " to " + b.Peer
		}
		f.Claim = fmt.Sprintf("%s is a connection%s (%s), and a connection can't become a listener.", s.who(), peer, b.State)
	case b.State == status.StateSynSent:
		f.Claim = fmt.Sprintf("%s has a connection attempt under way (SYN-SENT).", s.who())
	case s.kind.Unix() && !b.Bound():
		f.Claim = fmt.Sprintf("%s has no name yet, and a Unix socket can listen only once it is bound: the kernel chooses none for it.", s.who())
		return f.advise("Bind it first.").try("bind %s unix:@%s", s.name, s.name)
	case s.kind.TCP() && s.neverConnected():
		f.Claim = fmt.Sprintf("An attempt of %s to connect has failed, and the socket still counts as used.", s.whom())
		return f.advise("Make another socket, or clear it with connect %s none, and listen then.", s.whom()).try("connect %s none", s.name)
	case s.kind.TCP():
		f.Claim = fmt.Sprintf("%s had a connection; it has ended, but the socket still counts as connected.", s.who())
		return f.advise("Make another socket, or clear it with connect %s none, and listen then.", s.whom()).try("connect %s none", s.name)
	default:
		return nil
	}
	return f.advise("Make another socket and let that one listen.")
}
