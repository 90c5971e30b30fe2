package status

// SocketID identifies a socket for a whole session: the kernel reuses descriptors at once, but an ID is never reused.
type SocketID uint64

// The kinds of descriptors that are not sockets.
const (
	KindEpoll     = "epoll"      // epoll(7)
	KindMemfd     = "memfd"      // a file that exists only in memory, memfd_create(2)
	KindPipeRead  = "pipe-read"  // the read end of a pipe(7)
	KindPipeWrite = "pipe-write" // the write end
	KindEventfd   = "eventfd"    // eventfd(2)
	KindTimerfd   = "timerfd"    // timerfd_create(2)
	KindPath      = "path"       // a reference to a file that is not opened: O_PATH of open(2)
)

// Socket is one row of the bench: a descriptor the session made.
type Socket struct {
	ID       SocketID `json:"id"`
	Name     string   `json:"name"`
	FD       int      `json:"fd"`
	Kind     string   `json:"kind"` // tcp4, udp6, unix, unix-dgram, epoll, …
	Domain   int      `json:"domain,omitempty"`
	Type     int      `json:"type,omitempty"`
	Protocol int      `json:"protocol,omitempty"`
	Process  string   `json:"process,omitempty"` // the forked process that has the descriptor; "" is the engine
	Origin   string   `json:"origin"`            // how it was made: "socket", "accept(s)", "dup(c)"
	Parent   SocketID `json:"parent,omitempty"`  // the listener it was accepted from, or what it is a duplicate of
	Born     float64  `json:"born"`              // seconds since the session began
	Open     bool     `json:"open"`              // false once its descriptor is closed
	Ended    string   `json:"ended,omitempty"`   // how its process ended, if that closed it
	Busy     string   `json:"busy,omitempty"`
	Condition
}

// Made returns the arguments of socket(2) that the socket was made with.
func (s Socket) Made() Kind { return Kind{s.Domain, s.Type, s.Protocol} }

// Epoll reports whether it is an epoll instance.
func (s Socket) Epoll() bool { return s.Kind == KindEpoll }

// Pipe reports whether it is an end of a pipe.
func (s Socket) Pipe() bool { return s.Kind == KindPipeRead || s.Kind == KindPipeWrite }

// Counts reports whether reading it gives a number of 8 bytes.
func (s Socket) Counts() bool { return s.Kind == KindEventfd || s.Kind == KindTimerfd }

// Plain returns what it is if it is not a socket, and so has neither addresses nor options; "" for a socket.
func (s Socket) Plain() string {
	switch s.Kind {
	case KindEpoll, KindMemfd, KindPipeRead, KindPipeWrite, KindEventfd, KindTimerfd, KindPath:
		return s.Kind
	}
	return ""
}

// TCP reports whether the socket uses TCP.
func (s Socket) TCP() bool { return s.Made().TCP() }
