package status

import "golang.org/x/sys/unix"

// Kind is the arguments of socket(2) that a socket was made with. It is zero if unknown, and for an epoll.
type Kind struct {
	Domain   int `json:"domain"`             // AF_
	Type     int `json:"type"`               // SOCK_, without its flags
	Protocol int `json:"protocol,omitempty"` // IPPROTO_
}

// Inet reports whether sockets of this kind have IP addresses and ports.
func (k Kind) Inet() bool { return k.Domain == unix.AF_INET || k.Domain == unix.AF_INET6 }

// Unix reports whether sockets of this kind have paths and abstract names (unix(7)).
func (k Kind) Unix() bool { return k.Domain == unix.AF_UNIX }

// TCP reports whether sockets of this kind use TCP, including Multipath TCP.
func (k Kind) TCP() bool {
	return k.Inet() && k.Type == unix.SOCK_STREAM &&
		(k.Protocol == 0 || k.Protocol == unix.IPPROTO_TCP || k.Protocol == unix.IPPROTO_MPTCP)
}

// Multipath reports whether sockets of this kind use Multipath TCP (RFC 8684).
func (k Kind) Multipath() bool { return k.TCP() && k.Protocol == unix.IPPROTO_MPTCP }

// Stream reports whether bytes arrive without message boundaries, and an empty read is the end.
func (k Kind) Stream() bool { return k.Type == unix.SOCK_STREAM }

// Datagrams reports whether each message arrives separately, and no connection is needed.
func (k Kind) Datagrams() bool { return k.Type == unix.SOCK_DGRAM || k.Type == unix.SOCK_RAW }
