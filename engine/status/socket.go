package status

// SocketID identifies a socket for a whole session: the kernel gives descriptors
// out again at once, an ID never comes back.
type SocketID uint64

// KindEpoll is the kind of a descriptor of epoll(7).
const KindEpoll = "epoll"

// Socket is one row of the bench: a descriptor the session made.
type Socket struct {
	ID       SocketID `json:"id"`
	Name     string   `json:"name"`
	FD       int      `json:"fd"`
	Kind     string   `json:"kind"` // tcp4, udp6, unix, unix-dgram, epoll, …
	Domain   int      `json:"domain,omitempty"`
	Type     int      `json:"type,omitempty"`
	Protocol int      `json:"protocol,omitempty"`
	Process  string   `json:"process,omitempty"` // the forked process whose descriptor it is; "" is the engine
	Origin   string   `json:"origin"`            // where it came from: "socket", "accept(s)", "dup(c)"
	Parent   SocketID `json:"parent,omitempty"`  // the listener it was accepted from, or what it is a duplicate of
	Born     float64  `json:"born"`              // in seconds since the session began
	Open     bool     `json:"open"`              // false once its descriptor is closed
	Ended    string   `json:"ended,omitempty"`   // how its process ended, if it was closed by that
	Busy     string   `json:"busy,omitempty"`
	Condition
}

// Made is what the socket was made as.
func (s Socket) Made() Kind { return Kind{s.Domain, s.Type, s.Protocol} }

// Epoll reports whether it is an epoll, which has neither addresses nor options.
func (s Socket) Epoll() bool { return s.Kind == KindEpoll }

// TCP reports whether the kernel runs TCP for it.
func (s Socket) TCP() bool { return s.Made().TCP() }
