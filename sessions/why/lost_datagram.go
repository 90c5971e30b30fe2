package why

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// lost is what became of datagrams that were sent and dropped at their receiver, as the counters of UDP moved
// meanwhile in a network of the session's own.
type lost struct{ full, filtered int64 }

// lostIn are the datagrams that an event counts so: a full receive buffer counts as an error of its own, and what a filter
// does not pass as one of all (udp_queue_rcv_one_skb in net/ipv4/udp.c).
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

// receiver is the socket of the bench that has the address a datagram was sent to.
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

// lostSince are the sends to a socket that were dropped there in one way, since the last that was not.
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

// to is where a deed sent something: the address that it names, or the peer of its socket.
func (d Deed) to(o status.Observed) string {
	if addr := d.Call.Values.Addr; !addr.IsZero() {
		return addr.String()
	}
	return o.After.Peer
}

// places are where some deeds stand.
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

// underWay are the bytes that the other end of a connection has sent and that have not come here: what that end counts as
// acknowledged and as not, less what came here. TCP counts the SYN of connect there, and a FIN on both sides.
func (s scene) underWay(o, other status.Observed) int64 {
	fresh := slices.ContainsFunc(s.bench(), func(b status.Observed) bool { return b.ID == other.ID })
	if !fresh || o.Detail == nil || other.Detail == nil || other.After == nil || o.Kind.Multipath() || other.Kind.Multipath() || !o.Kind.TCP() {
		return 0
	}
	n := other.Detail.Info["bytes_acked"] + int64(number(other.After.Unsent)) - o.Detail.Info["bytes_received"]
	if story := s.past.Of(s.past.socket(other.ID)); story.Parent == 0 {
		n--
	}
	if other.After.State.SendingShut() {
		n-- // the FIN, if that has not come either
	}
	return max(0, n)
}

// hopsTooFew is IP_MINTTL or IPV6_MINHOPCOUNT of the other end, above the hop limit that the packets come with.
func hopsTooFew(s scene, o status.Observed) (holdUp, bool) {
	least, hops, usual := "IP_MINTTL", "IP_TTL", "64"
	if !addressOf(o.After.Peer).Unmap().Is4() {
		least, hops = "IPV6_MINHOPCOUNT", "IPV6_UNICAST_HOPS"
	}
	reader := s.reader(o)
	bound := s.next.number(reader.ID, least)
	ttl, err := strconv.ParseInt(optionOf(o, hops, usual), 10, 64)
	if err != nil || reader.Name == "" || bound == 0 || ttl >= bound || number(o.After.Unsent) <= number(o.After.Notsent) || unread(reader.Kind, reader.After) > 0 {
		return holdUp{}, false
	}
	h := holdUp{name: "hop-limit-drops-what-comes", claim: fmt.Sprintf("%s of %s is %d, and what %s sends comes with %d, so %[2]s drops it", least, reader.Name, bound, o.Name, ttl),
		do: fmt.Sprintf("Lower %s of %s, or raise %s of %s.", least, reader.Name, hops, o.Name), try: fmt.Sprintf("setsockopt %s %s 0", reader.Name, least)}
	return h.fact(reader.Name+"."+least, bound, "setsockopt").fact(o.Name+"."+hops, ttl, "getsockopt").fact(o.Name+".unsent", step.Counted(number(o.After.Unsent), "byte"), "SIOCOUTQ"), true
}
