package why

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// filtered finds a socket that is silent because its filter (SO_ATTACH_FILTER) drops what arrives.
func filtered(s scene, w want) *Finding {
	at, ok := s.past.filtered(w.ID)
	if !ok || w.is(engine.PollIn) {
		return nil
	}
	f := found("%s has %s (SO_ATTACH_FILTER, %s).", w.Name, filterName(w.Observed), at.at()).because(w.Name+".SO_ATTACH_FILTER", filterName(w.Observed), at.at()).
		advise("Take the filter away.").try("setsockopt %s SO_DETACH_FILTER", w.Name).see("SO_ATTACH_FILTER")
	return f
}

// onlySends finds a socket that no packet is ever queued at: a raw one of IPPROTO_RAW, which has no packets of its own
// (raw(7)), or a packet socket that was made and bound without a protocol (packet(7)).
func onlySends(s scene, w want) *Finding {
	k := w.Kind
	switch {
	case k.Inet() && k.Type == engine.SockRaw && k.Protocol == protocolRaw:
		return found("%s is a raw socket of IPPROTO_RAW, which only sends: no packet has that protocol, so none is ever queued.", w.Name).
			because(w.Name+".protocol", "IPPROTO_RAW", "SO_PROTOCOL").advise("Make a raw socket of the protocol to be received, such as IPPROTO_ICMP; a packet socket receives all of them.").see("SOCK_RAW")
	case k.Domain == engine.AFPacket && k.Protocol == 0 && !s.wasBound(w.ID):
		return found("%s was made with protocol 0, and such a packet socket receives nothing until bind gives it one.", w.Name).
			because(w.Name+".protocol", "0", "SO_PROTOCOL").advise("Make it with a protocol: 768 is ETH_P_ALL in network byte order, all packets.")
	}
	return nil
}

// protocolRaw is IPPROTO_RAW.
const protocolRaw = 255

// wasBound reports whether a step has bound a socket.
func (s scene) wasBound(id status.SocketID) bool {
	_, bound := s.past.did(id, engine.SysBind, answeredWell)
	return bound
}

// stuckThere finds bytes that were written at the other end and have not arrived, and what holds them back.
func stuckThere(s scene, w want) *Finding {
	if w.is(engine.PollIn) || !w.Kind.TCP() {
		return nil
	}
	c, ok := s.endOf(w.Observed)
	if !ok || c.Closed {
		return nil
	}
	h, ok := s.stuck(c)
	if !ok {
		return nil
	}
	sent := max(number(c.After.Notsent), number(c.After.Unsent))
	f := h.finding(fmt.Sprintf("Nothing has come to %s, though %s has sent %s: %s.", w.Name, c.Name, step.Counted(sent, "byte"), h.claim))
	f.Phenomenon = h.name
	return f
}

// fromAnother finds a connected UDP socket to which a socket other than its peer sent datagrams: it receives
// none of them (udp(7)).
func fromAnother(s scene, w want) *Finding {
	if !isUDP(w.Kind) || w.After.Peer == "" || w.is(engine.PollIn) {
		return nil
	}
	for _, o := range s.bench() {
		if o.ID == w.ID || o.After == nil || !isUDP(o.Kind) || o.After.Local == w.After.Peer || covers(o, w.After.Peer) {
			continue
		}
		for _, d := range slices.Backward(s.past.deeds(o.ID)) {
			to := o.After.Peer
			if !d.Call.Values.Addr.IsZero() {
				to = d.Call.Values.Addr.String()
			}
			if d.Call.Name != engine.SysSendto || d.Call.Errno != "" || !covers(w.Observed, to) {
				continue
			}
			from := o.After.Local
			if addressOf(from).IsUnspecified() {
				from = fmt.Sprintf("port %d", port(from))
			}
			return found("%s is connected to %s and takes datagrams from there only; what %s sent from %s (%s) is not for it.", w.Name, w.After.Peer, o.Name, from, d.at()).
				because(w.Name+".peer", w.After.Peer, "getpeername").because(o.Name+".local", o.After.Local, "getsockname").
				advise("Dissolve the peer of %s to receive from everybody.", w.Name).try("connect %s none", w.Name).see("connect", "UDP")
		}
	}
	return nil
}

// anotherHasIt finds datagrams that were queued at another socket on the same port.
func anotherHasIt(s scene, w want) *Finding {
	if !isUDP(w.Kind) || w.is(engine.PollIn) || port(w.After.Local) == 0 {
		return nil
	}
	for _, o := range s.bench() {
		if o.ID == w.ID || o.Closed || o.After == nil || !isUDP(o.Kind) || port(o.After.Local) != port(w.After.Local) || !has(o.After, engine.PollIn) || s.past.same(o.ID, w.ID) {
			continue
		}
		f := found("The datagram is at %s, which has the same port (%s).", o.Name, o.After.Local).
			because(o.Name+".pending", fmt.Sprint(number(o.After.Pending)), "FIONREAD").because(o.Name+".local", o.After.Local, "getsockname").because(w.Name+".local", w.After.Local, "getsockname").
			try("recv %s 65535", o.Name)
		switch {
		case on(optionOf(o, "SO_REUSEPORT", "off")) && on(optionOf(w.Observed, "SO_REUSEPORT", "off")):
			return f.advise("Sockets with SO_REUSEPORT share the datagrams by a hash of the addresses: receive from each of them.").see("SO_REUSEPORT")
		case o.After.Local == w.After.Local && o.After.Peer == "":
			return f.advise("With SO_REUSEADDR the one that was bound last gets every datagram: receive from %s, or close it.", o.Name).see("SO_REUSEADDR")
		}
		return f.advise("The kernel gives a datagram to the socket whose addresses fit best: receive from %s.", o.Name)
	}
	return nil
}

// notBound finds a UDP socket that can't be sent to because it has no port.
func notBound(s scene, w want) *Finding {
	if !isUDP(w.Kind) || w.is(engine.PollIn) || w.After.Bound() {
		return nil
	}
	return found("%s has no port yet, so nothing can be sent to it.", w.Name).because(w.Name+".local", w.After.Local, "getsockname").
		advise("Bind it, or send something from it first: the kernel binds it then.").try("bind %s 127.0.0.1:0", w.Name).see("bind")
}

// isUDP reports whether a kind of socket has datagrams and ports, which excludes ping sockets.
func isUDP(k status.Kind) bool {
	return k.Inet() && k.Type == engine.SockDgram && k.Protocol != engine.ProtocolICMP && k.Protocol != engine.ProtocolICMP6
}

// endHeldBack is closedButHeldOpen for a socket whose end of stream is awaited.
func endHeldBack(s scene, w want) *Finding {
	if !w.Kind.Stream() || listens(w.Observed) {
		return nil
	}
	return closedButHeldOpen(s.about(w.Observed))
}
