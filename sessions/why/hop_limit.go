package why

import (
	"fmt"
	"strconv"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// hopsTooFew recognizes IP_MINTTL or IPV6_MINHOPCOUNT of the other end set above the hop limit that the packets arrive
// with.
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

// tooFewHops says that the hop limit of a client's SYN is below what its listener takes; it returns "" if it is not.
func (s scene) tooFewHops(c status.Observed, to string) string {
	listener, ok := s.listenerAt(loopbackOf(to))
	least, hops := "IP_MINTTL", "IP_TTL"
	if !addressOf(to).Unmap().Is4() {
		least, hops = "IPV6_MINHOPCOUNT", "IPV6_UNICAST_HOPS"
	}
	ttl, err := strconv.ParseInt(optionOf(c, hops, "64"), 10, 64)
	bound := s.next.number(listener.ID, least)
	if !ok || err != nil || ttl >= bound {
		return ""
	}
	return fmt.Sprintf("%s of %s is %d, and the SYN comes with %d, so %[2]s drops it.", least, listener.Name, bound, ttl)
}
