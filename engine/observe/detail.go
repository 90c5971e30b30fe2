package observe

import (
	"slices"

	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// telling returns the options that can make a socket behave unexpectedly.
func telling() []string {
	return []string{
		"SO_REUSEADDR", "SO_REUSEPORT", "SO_RCVLOWAT", "SO_RCVTIMEO", "SO_SNDTIMEO", "SO_LINGER", "SO_RCVBUF", "SO_SNDBUF",
		"SO_OOBINLINE", "SO_BROADCAST", "SO_KEEPALIVE", "SO_ZEROCOPY", "SO_LOCK_FILTER", "SO_BINDTODEVICE", "SO_BINDTOIFINDEX", "SO_PASSCRED",
		"SO_MAX_PACING_RATE", "SO_PEEK_OFF", "SO_DONTROUTE", "SO_TIMESTAMPING",
		"TCP_NODELAY", "TCP_CORK", "TCP_NOTSENT_LOWAT", "TCP_DEFER_ACCEPT", "TCP_FASTOPEN", "TCP_FASTOPEN_CONNECT", "TCP_USER_TIMEOUT",
		"TCP_REPAIR", "TCP_SYNCNT", "TCP_LINGER2", "TCP_WINDOW_CLAMP", "TCP_MAXSEG", "TCP_QUICKACK", "TCP_ULP",
		"TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT", "TCP_CONGESTION",
		"IPV6_V6ONLY", "IP_RECVERR", "IPV6_RECVERR", "IP_FREEBIND", "IP_TRANSPARENT", "IP_BIND_ADDRESS_NO_PORT", "IP_LOCAL_PORT_RANGE",
		"IP_MTU_DISCOVER", "IPV6_MTU_DISCOVER", "IPV6_DONTFRAG", "IP_HDRINCL", "IP_TTL", "IP_MINTTL", "IPV6_MINHOPCOUNT",
		"IP_MULTICAST_IF", "IP_MULTICAST_LOOP", "IP_MULTICAST_TTL", "IP_MULTICAST_ALL",
		"UDP_SEGMENT", "UDP_CORK", "UDP_GRO",
	}
}

// tellingOf prepares to read the telling options of a kind of socket.
func tellingOf(k kind) *sweep {
	names := telling()
	return newSweep(k, func(o *sockopts.Option) bool { return slices.Contains(names, o.Name) })
}

// Detail returns what is known about a socket without observing it: where it comes from, and what steps have set.
func (s *Subject) Detail() *status.Detail {
	d := &status.Detail{FD: s.FD, Origin: s.Origin, Parent: s.Parent, Set: map[string]string{}}
	for option, value := range s.History.asked {
		d.Set[option.Name] = value
	}
	return d
}

// Detail returns what explains a socket's behavior, besides its condition: the telling options that differ from a new
// socket's, those that steps have set, and TCP_INFO as last observed. For a closed socket it returns what was last
// read. now is in seconds of the session.
func (o *Observer) Detail(s *Subject, now float64) *status.Detail {
	d := s.Detail()
	d.Options = map[string]string{}
	if s.Plain() != "" {
		return d
	}
	born := o.born[s.kind()]
	for _, option := range o.tellingNow(s, now) {
		if option.text != "" && born[option.entry] != "" && option.text != born[option.entry] {
			d.Options[option.entry.Name] = option.text
		}
	}
	if s.TCP() && s.Open {
		d.Info = numbers(s.info)
	}
	return d
}

// numbers returns the fields of TCP_INFO that are not 0.
func numbers(info sockopts.Info) map[string]int64 {
	numbers := map[string]int64{}
	for _, field := range info.Fields() {
		if field.Number != 0 {
			numbers[field.Name] = int64(min(field.Number, 1<<63-1))
		}
	}
	return numbers
}

// Born reads the telling options of a socket that was just made, in order to know later how others of its kind differ
// from a new one. A socket made for this purpose would take the descriptor number that another call is about to get.
func (o *Observer) Born(s *Subject, now float64) {
	if o.born[s.kind()] != nil || s.Plain() != "" {
		return
	}
	values := map[*sockopts.Option]string{}
	for _, option := range o.tellingNow(s, now) {
		values[option.entry] = option.text
	}
	o.born[s.kind()] = values
}

// tellingNow returns the current telling options of a socket; for a closed one, as last read.
func (o *Observer) tellingNow(s *Subject, now float64) []swept {
	if s.telling == nil {
		s.telling = tellingOf(s.kind())
	}
	if s.Open {
		s.telling.read(o.looker, s.FD, now)
	}
	return s.telling.options
}
