package status

import "golang.org/x/sys/unix"

// Kind is what a socket was made as: the numbers that socket(2) took. It is zero
// where nothing is known, and for an epoll.
type Kind struct {
	Domain   int `json:"domain"`             // AF_
	Type     int `json:"type"`               // SOCK_, without its flags
	Protocol int `json:"protocol,omitempty"` // IPPROTO_
}

// Inet reports whether such a socket has IP addresses and ports.
func (k Kind) Inet() bool { return k.Domain == unix.AF_INET || k.Domain == unix.AF_INET6 }

// Unix reports whether such a socket has paths and abstract names (unix(7)).
func (k Kind) Unix() bool { return k.Domain == unix.AF_UNIX }

// TCP reports whether the kernel runs TCP for such a socket, Multipath TCP included.
func (k Kind) TCP() bool {
	return k.Inet() && k.Type == unix.SOCK_STREAM &&
		(k.Protocol == 0 || k.Protocol == unix.IPPROTO_TCP || k.Protocol == unix.IPPROTO_MPTCP)
}

// Multipath reports whether the kernel runs Multipath TCP for such a socket (RFC 8684).
func (k Kind) Multipath() bool { return k.TCP() && k.Protocol == unix.IPPROTO_MPTCP }

// Stream reports whether bytes arrive without the bounds of messages, and 0 bytes are the end.
func (k Kind) Stream() bool { return k.Type == unix.SOCK_STREAM }

// Datagrams reports whether each message arrives by itself, and needs no connection.
func (k Kind) Datagrams() bool { return k.Type == unix.SOCK_DGRAM || k.Type == unix.SOCK_RAW }
