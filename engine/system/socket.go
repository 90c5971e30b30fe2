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

// Key is what tells a socket from all others, as long as the machine runs. An address does not:
// 127.0.0.1:80 exists in every network.
type Key struct {
	Network Network
	Cookie  uint64
}

// Socket is one socket as the kernel's tables have it. What a family does not have, or was not asked
// for, is zero.
type Socket struct {
	sockets.InetSocket
	Network   Network
	Type      int    // SOCK_
	PeerInode uint32 // of a Unix socket
	HasUID    bool   // UID was told
	HasCookie bool   // Cookie was told: a table in /proc does not
	Owners    []Owner
	Cgroup    string // the path of its cgroup, and "" where that is not known
	Container string // a short name of the container that it was made in
}

// Owner is a process that has a descriptor of a socket. Several may share one.
type Owner = status.Owner

// Key is what tells it from others. A table in /proc has no cookie: there the inode has to do.
func (s *Socket) Key() Key {
	if !s.HasCookie {
		return Key{s.Network, uint64(s.Inode)}
	}
	return Key{s.Network, s.Cookie}
}

// ProtocolName is what it speaks: tcp, mptcp, udp, udplite, raw, unix, netlink, packet or vsock.
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

// TCP reports whether TCP or Multipath TCP runs for it. Other families have numbers of their own for what
// they speak.
func (s *Socket) TCP() bool {
	return s.Inet() && (s.Protocol == unix.IPPROTO_TCP || s.Protocol == unix.IPPROTO_MPTCP)
}

// StateName is its state. The kernel has CLOSE for a socket of TCP that is only bound, for one that has
// ended, and for every one without TCP that has no peer.
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

// Listening reports whether connections wait in it: Receive and Send count these then.
func (s *Socket) Listening() bool { return s.State == unix.BPF_TCP_LISTEN }

// LocalText is its local address as a script writes it.
func (s *Socket) LocalText() string { return step.FormatAddr(s.Local) }

// PeerText is the address of its peer; "" if it has none.
func (s *Socket) PeerText() string { return step.FormatAddr(s.Peer) }

// TimerName is the timer that runs.
func (s *Socket) TimerName() status.Timer {
	if int(s.Timer) < len(timers) {
		return timers[s.Timer]
	}
	return status.TimerOff
}

// timers are by the kernel's numbers.
var timers = [...]status.Timer{
	sockets.TimerNone: status.TimerOff, sockets.TimerRetransmit: status.TimerRetransmit, sockets.TimerKeepalive: status.TimerKeepalive,
	sockets.TimerTimeWait: status.TimerTimeWait, sockets.TimerProbe: status.TimerPersist,
}

// Roundtrip is the smoothed round-trip time; 0 where it is not known.
func (s *Socket) Roundtrip() time.Duration { return time.Duration(s.Info.Rtt) * time.Microsecond }
