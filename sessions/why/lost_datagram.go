package why

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// lost counts datagrams that were sent and dropped at their receiver, as the UDP counters moved meanwhile in a
// network of the session's own.
type lost struct{ full, filtered int64 }

// lostIn returns the losses that an event counts: a full receive buffer has a counter of its own, and a
// datagram that a filter rejects is counted only as an error (udp_queue_rcv_one_skb in net/ipv4/udp.c).
func lostIn(e engine.Event) lost {
	if e.Evidence == nil || !e.Evidence.Private {
		return lost{}
	}
	of := func(counter string) int64 { return e.Evidence.Moved["Udp"+counter] + e.Evidence.Moved["Udp6"+counter] }
	full := of("RcvbufErrors")
	return lost{full, max(0, of("InErrors")-full)}
}

// filteredThere finds a datagram that the filter of its receiver dropped.
func filteredThere(s scene) *Finding {
	n := lostIn(s.event).filtered
	other, ok := s.receiver()
	if !ok || n == 0 || !isUDP(s.kind) {
		return nil
	}
	at, ok := s.past.filtered(other.ID)
	if !ok {
		return nil
	}
	return found("%s sent %s, and the filter of %s (SO_ATTACH_FILTER, %s) dropped it. UDP tells the sender nothing.", s.who(), s.datagrams(), other.Name, at.at()).
		because("InErrors of UDP", fmt.Sprintf("+%d", n), "/proc/net/snmp").because(other.Name+".SO_ATTACH_FILTER", filterName(other), at.at()).
		advise("Take the filter away.").try("setsockopt %s SO_DETACH_FILTER", other.Name).see("SO_ATTACH_FILTER")
}

// receiver returns the socket of the bench that has the address a datagram was sent to.
func (s scene) receiver() (status.Observed, bool) {
	to := s.to()
	if to == "" && s.before != nil {
		to = s.before.Peer
	}
	for _, o := range slices.Concat(s.bench(), s.past.lastSeen()) {
		if o.ID != s.id && !o.Closed && o.After != nil && isUDP(o.Kind) && covers(o, to) {
			return o, true
		}
	}
	return status.Observed{}, false
}

// droppedBefore finds datagrams that were sent to a socket and dropped before it could receive them.
func droppedBefore(s scene, w want) *Finding {
	if !isUDP(w.Kind) || w.is(engine.PollIn) || number(w.After.Pending) > 0 {
		return nil
	}
	gone := s.lostSince(w.Observed)
	if len(gone) == 0 {
		return nil
	}
	last := gone[len(gone)-1]
	if last.Lost.full > 0 {
		return found("Nothing waits at %s: what %s sent (%s) was dropped, because the receive buffer of %s was full then.", w.Name, last.who(), places(gone), w.Name).
			because("RcvbufErrors of UDP", fmt.Sprintf("+%d", last.Lost.full), last.at()).
			advise("Receive faster, or raise SO_RCVBUF; the sender has to send again.").see("SO_RCVBUF")
	}
	return found("Nothing waits at %s: what %s sent (%s) was dropped by the filter that %s had then.", w.Name, last.who(), places(gone), w.Name).
		because("InErrors of UDP", fmt.Sprintf("+%d", last.Lost.filtered), last.at()).
		advise("The sender has to send again.").see("SO_ATTACH_FILTER")
}

// lostSince returns the latest sends to a socket that were dropped there: those by the same sender and for the
// same reason, back to the first that differs.
func (s scene) lostSince(to status.Observed) []Deed {
	var sent []Deed
	for _, o := range s.bench() {
		if o.ID == to.ID || o.After == nil || !isUDP(o.Kind) {
			continue
		}
		for _, d := range s.past.deeds(o.ID) {
			if d.sends() && covers(to, d.to(o)) {
				sent = append(sent, d)
			}
		}
	}
	slices.SortStableFunc(sent, func(a, b Deed) int { return cmp.Compare(a.Seq, b.Seq) })
	at := len(sent)
	for at > 0 && sent[at-1].Lost != (lost{}) && (sent[at-1].Lost.full > 0) == (sent[len(sent)-1].Lost.full > 0) && sent[at-1].who() == sent[len(sent)-1].who() {
		at--
	}
	return sent[at:]
}

// to returns where a deed sent something: the address in its call, or the peer of its socket.
func (d Deed) to(o status.Observed) string {
	if addr := d.Call.Values.Addr; !addr.IsZero() {
		return addr.String()
	}
	return o.After.Peer
}

// places lists where some deeds are found in the session, at most three of them.
func places(deeds []Deed) string {
	const most = 3
	var at []string
	for _, d := range deeds {
		if !slices.Contains(at, d.at()) {
			at = append(at, d.at())
		}
	}
	if len(at) > most {
		return strings.Join(at[:most], ", ") + fmt.Sprintf(" and %d more", len(at)-most)
	}
	return strings.Join(at, ", ")
}
