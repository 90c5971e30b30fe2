package lookup

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/engine/system"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// mostHolders bounds how many sockets are listed: a listener's port has as many as the listener has connections.
const mostHolders = 64

// TCP states. A listener is found at once; all other states require walking a table as large as the machine's, however
// few sockets there are. Sockets that are only bound have a separate state, 13 (TCPF_BOUND_INACTIVE,
// include/net/tcp_states.h).
const (
	listening = 1 << unix.BPF_TCP_LISTEN
	all       = 0xffffffff
)

// holders looks for the sockets that have a port, in the protocol of the question, or in all if it has none. It looks
// for listeners and the bench's sockets first, and in the tables of the whole machine only if none of those explains
// the answer. Each protocol has its own ports.
func (f *Finder) holders(s *search, port uint16, looks look) {
	if s.Call == "" || s.Kind.TCP() {
		s.failed("the TCP sockets with that port", f.diag.TCP(listening, port, s.hold))
		if looks&cheap == 0 {
			f.nearby(s, port)
			if !s.explained && looks&requests == 0 {
				f.everywhere(s, port)
			}
		}
	}
	for _, protocol := range []int{unix.IPPROTO_UDP, unix.IPPROTO_UDPLITE} {
		if looks&datagrams == 0 || s.Call != "" && protocol != s.protocol() {
			continue
		}
		for _, family := range []int{unix.AF_INET, unix.AF_INET6} {
			err := f.diag.Datagrams(family, protocol, port, s.hold)
			if !errors.Is(err, unix.ENOENT) { // this kernel lacks the protocol
				s.failed("the "+protocolName(protocol, "")+" sockets with that port", err)
			}
		}
	}
	slices.SortStableFunc(s.Holders, func(a, b status.Holder) int { return cmp.Compare(rank(a), rank(b)) })
	if len(s.Holders) > mostHolders {
		s.left += len(s.Holders) - mostHolders
		s.Holders = s.Holders[:mostHolders]
	}
	if s.left > 0 {
		s.miss(fmt.Sprintf("more sockets have that port than are listed (%d)", s.left))
	}
}

// everywhere walks the tables of connections and of sockets that are only bound, both in one request: the kernel walks
// the former whichever of the two is requested (inet_diag_dump_icsk, net/ipv4/inet_diag.c).
func (f *Finder) everywhere(s *search, port uint16) {
	if !f.bound {
		s.miss(system.NoBound)
	}
	s.failed("the TCP sockets with that port", f.diag.TCP(all&^listening, port, s.hold))
}

// protocol returns the protocol of a datagram socket; 0 for other sockets.
func (s *search) protocol() int {
	if !s.Kind.Datagrams() {
		return 0
	}
	return cmp.Or(s.Kind.Protocol, unix.IPPROTO_UDP)
}

// more reports whether a socket is listed however many there are.
func more(one sockets.InetSocket) bool {
	return one.State == unix.BPF_TCP_LISTEN || one.State == unix.BPF_TCP_CLOSE
}

// rank returns the sort order of a holder: those that listen come first, then those that are only bound.
func rank(h status.Holder) int {
	switch h.State {
	case status.StateListen:
		return 0
	case status.StateBound, status.StateUnconnected:
		return 1
	default:
		return 2
	}
}

// failed records the error of a look.
func (s *search) failed(what string, err error) {
	switch {
	case err == nil:
	case errors.Is(err, sockets.ErrChanged):
		s.miss("some of " + what + " may be missing: " + err.Error())
	default:
		s.miss(what + " could not be looked up: " + sockets.ErrnoName(sockets.Errno(err)))
	}
}

// holder returns a socket as it is reported.
func (s *search) holder(one sockets.InetSocket) status.Holder {
	h := status.Holder{
		Protocol: protocolName(one.Protocol, one.ULP), Family: one.Family, State: stateOf(one),
		Local: step.FormatAddr(one.Local), Peer: step.FormatAddr(one.Peer), Device: device(one.Device), V6Only: one.V6Only,
		UID: one.UID, Inode: one.Inode, Cookie: one.Cookie, Left: left(one), Queue: one.Receive, Backlog: one.Send,
	}
	known := s.bench.named(one)
	h.Name, h.Closed = known.Name, known.Closed
	return h
}

// device returns the name of an interface, or its index if it no longer exists; "" if there is none.
func device(index uint32) string {
	if index == 0 {
		return ""
	}
	if name, ok := sockets.InterfaceName(index); ok {
		return name
	}
	return fmt.Sprint(index)
}

// left returns the time until the kernel drops a socket that has no descriptor left.
func left(one sockets.InetSocket) time.Duration {
	if one.Timer == sockets.TimerTimeWait || one.State == unix.BPF_TCP_FIN_WAIT2 && one.Inode == 0 && one.Timer == sockets.TimerKeepalive {
		return one.Expires
	}
	return 0
}

// stateOf returns the state of a socket. A datagram socket without a peer is in state CLOSE.
func stateOf(one sockets.InetSocket) status.State {
	switch {
	case one.State != unix.BPF_TCP_CLOSE:
		return status.StateOf(one.State)
	case one.Protocol == unix.IPPROTO_TCP:
		return status.StateBound
	default:
		return status.StateUnconnected
	}
}

func protocolName(protocol int, ulp string) string {
	switch {
	case ulp == "mptcp":
		return "mptcp"
	case protocol == unix.IPPROTO_UDP:
		return "udp"
	case protocol == unix.IPPROTO_UDPLITE:
		return "udplite"
	default:
		return "tcp"
	}
}
