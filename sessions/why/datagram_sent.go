package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// heldBack returns how many bytes of an incomplete datagram the kernel holds back: MSG_MORE says that more belongs
// to it, and UDP_CORK holds it back until it is turned off (udp(7)).
func (p *Past) heldBack(id status.SocketID) int64 {
	held, corked := int64(0), false
	for _, d := range p.deeds(id) {
		switch {
		case optionName(d.Call) == "UDP_CORK" && d.Call.Errno == "":
			if corked = !allZero(d.Call.Values.Value); !corked {
				held = 0
			}
		case d.Call.Name != engine.SysSendto && d.Call.Name != engine.SysWrite:
		case d.Call.Errno == "" && (corked || d.Call.Name == engine.SysSendto && d.Call.Values.Flags&engine.MsgMore != 0):
			held += d.Call.Ret
		default: // sent, or dropped with an error
			held = 0
		}
	}
	return held
}

// keptDatagram finds a send that sent nothing because the datagram is not complete.
func keptDatagram(s scene) *Finding {
	if !s.messages() || !s.kind.Inet() {
		return nil
	}
	held := s.next.heldBack(s.id)
	if held == 0 {
		return nil
	}
	f := found("The kernel took %s from %s, and sent nothing yet: ", step.Counted(s.call.Ret, "byte"), s.whom()).because("held back", step.Counted(held, "byte"), "the sends so far").see("MSG_MORE", "UDP_CORK")
	if s.flag(engine.MsgMore) {
		f.Claim += fmt.Sprintf("MSG_MORE says that more belongs to this datagram, which has %s now.", step.Counted(held, "byte"))
		return f.advise("The next send without MSG_MORE sends all as one datagram.")
	}
	f.Claim += fmt.Sprintf("UDP_CORK of %s holds the datagram back, which has %s now.", s.whom(), step.Counted(held, "byte"))
	return f.advise("Turning UDP_CORK off sends it.").try("setsockopt %s UDP_CORK off", s.name)
}

// datagrams says what a send sent: one datagram or message, or as many as UDP_SEGMENT cuts it into.
func (s scene) datagrams() string {
	n := s.call.Ret
	if s.messages() && s.kind.Inet() {
		n += s.past.heldBack(s.id)
		if size := s.past.number(s.id, "UDP_SEGMENT"); size > 0 && n > size {
			return fmt.Sprintf("%s in %d datagrams (UDP_SEGMENT is %d)", step.Counted(n, "byte"), segments(n, size), size)
		}
	}
	if n > s.call.Ret {
		return fmt.Sprintf("a %s of %s, those that were held back included", s.noun(), step.Counted(n, "byte"))
	}
	return fmt.Sprintf("a %s of %s", s.noun(), step.Counted(n, "byte"))
}

// keptBySender finds a datagram for a socket that the sender is holding back.
func keptBySender(s scene, w want) *Finding {
	if !isUDP(w.Kind) || w.is(engine.PollIn) {
		return nil
	}
	for _, o := range s.bench() {
		if o.Closed || o.After == nil || !isUDP(o.Kind) || o.After.Peer == "" || !covers(w.Observed, o.After.Peer) {
			continue
		}
		held := s.past.heldBack(o.ID)
		if held == 0 {
			continue
		}
		return found("%s holds back a datagram for %s (%s so far): MSG_MORE or UDP_CORK says that it is not complete.", o.Name, w.Name, step.Counted(held, "byte")).
			because(o.Name+".held back", step.Counted(held, "byte"), "the sends so far").
			advise("A send without MSG_MORE sends it, once UDP_CORK of %s is off.", o.Name).see("MSG_MORE", "UDP_CORK")
	}
	return nil
}
