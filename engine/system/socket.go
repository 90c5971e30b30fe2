package system

import (
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Network is a network namespace: the inode of its file, as in net:[4026531840] (namespaces(7)).
type Network uint64

// Key distinguishes a socket from all others, as long as the machine runs. An address does not: 127.0.0.1:80 exists in
// every network.
type Key struct {
	Network Network
	Cookie  uint64
}

// Socket is one socket as the kernel's tables report it. What a family does not have, or was not asked for, is zero.
type Socket struct {
	sockets.InetSocket
	Network   Network
	Type      int    // SOCK_ constant
	PeerInode uint32 // for a Unix socket
	HasUID    bool   // UID was reported
	HasCookie bool   // Cookie was reported: a table in /proc does not have it
	Owners    []Owner
	Cgroup    string // the path of its cgroup; "" if it is not known
	Container string // a short name of the container it was made in
}

// Owner is a process that has a descriptor of a socket. Several processes may share one.
type Owner = status.Owner

// Key returns what distinguishes it from other sockets. A table in /proc has no cookie, so the inode is used instead.
func (s *Socket) Key() Key {
	if !s.HasCookie {
		return Key{s.Network, uint64(s.Inode)}
	}
	return Key{s.Network, s.Cookie}
}

// ProtocolName returns its protocol: tcp, mptcp, udp, udplite, raw, unix, netlink, packet or vsock.
func (s *Socket) ProtocolName() string {
	switch s.Family {
	case unix.AF_UNIX:
		return "unix"
	case unix.AF_NETLINK:
		return "netlink"
	case unix.AF_PACKET:
		return "packet"
	case unix.AF_VSOCK:
		return "vsock"
	}
	switch s.Protocol {
	case unix.IPPROTO_TCP:
		return "tcp"
	case unix.IPPROTO_MPTCP:
		return "mptcp"
	case unix.IPPROTO_UDP:
		return "udp"
	case unix.IPPROTO_UDPLITE:
		return "udplite"
	default:
		return "raw"
	}
}

// Inet reports whether it has IP addresses.
func (s *Socket) Inet() bool { return s.Family == unix.AF_INET || s.Family == unix.AF_INET6 }

// TCP reports whether it uses TCP or Multipath TCP. Other families use the same protocol numbers for other protocols.
func (s *Socket) TCP() bool {
	return s.Inet() && (s.Protocol == unix.IPPROTO_TCP || s.Protocol == unix.IPPROTO_MPTCP)
}

// StateName returns its state. The kernel reports CLOSE for a TCP socket that is only bound, for one that has ended,
// and for every socket without TCP that has no peer.
func (s *Socket) StateName() status.State {
	switch {
	case s.State != unix.BPF_TCP_CLOSE && s.State != 0:
		return status.StateOf(s.State)
	case s.TCP() && s.Inode != 0 && s.Local.IP.Port() != 0:
		return status.StateBound
	case s.TCP():
		return status.StateClosed
	default:
		return status.StateUnconnected
	}
}

// Listening reports whether it is a listener: then Receive and Send are the length and the limit of its accept queue.
func (s *Socket) Listening() bool { return s.State == unix.BPF_TCP_LISTEN }

// LocalText returns its local address as a script writes it.
func (s *Socket) LocalText() string { return step.FormatAddr(s.Local) }

// PeerText returns the address of its peer; "" if it has none.
func (s *Socket) PeerText() string { return step.FormatAddr(s.Peer) }

// TimerName returns the timer that runs.
func (s *Socket) TimerName() status.Timer {
	if int(s.Timer) < len(timers) {
		return timers[s.Timer]
	}
	return status.TimerOff
}

// timers are indexed by the kernel's numbers.
var timers = [...]status.Timer{
	sockets.TimerNone: status.TimerOff, sockets.TimerRetransmit: status.TimerRetransmit, sockets.TimerKeepalive: status.TimerKeepalive,
	sockets.TimerTimeWait: status.TimerTimeWait, sockets.TimerProbe: status.TimerPersist,
}

// Roundtrip returns the smoothed round-trip time; 0 if it is not known.
func (s *Socket) Roundtrip() time.Duration { return time.Duration(s.Info.Rtt) * time.Microsecond }
