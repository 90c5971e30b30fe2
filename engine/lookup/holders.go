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

// mostHolders bounds how many sockets are listed: a listener's port has as many as it has
// connections.
const mostHolders = 64

// States of TCP. A listener is found at once; all others take a walk through a table as large
// as the machine, however few sockets there are. Those that are only bound have a state of their
// own, 13 (TCPF_BOUND_INACTIVE, include/net/tcp_states.h).
const (
	listening = 1 << unix.BPF_TCP_LISTEN
	all       = 0xffffffff
)

// holders looks for the sockets that have a port, in the protocol of the question, or in all where it
// has none: for listeners and those of the bench first, and in the tables of the whole machine only
// where none of them explains the answer. Each protocol has ports of its own.
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
			if !errors.Is(err, unix.ENOENT) { // this kernel does not have the protocol
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

// everywhere walks through the tables of connections and of sockets that are only bound, both in one
// question: the kernel walks through the former whichever of the two is asked for (inet_diag_dump_icsk,
// net/ipv4/inet_diag.c).
func (f *Finder) everywhere(s *search, port uint16) {
	if !f.bound {
		s.miss(system.NoBound)
	}
	s.failed("the TCP sockets with that port", f.diag.TCP(all&^listening, port, s.hold))
}

// protocol is that of a datagram socket; 0 for another.
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

// rank is the place of a holder: first those that listen or are only bound.
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

// failed notes an error of a look.
func (s *search) failed(what string, err error) {
	switch {
	case err == nil:
	case errors.Is(err, sockets.ErrChanged):
		s.miss("some of " + what + " may be missing: " + err.Error())
	default:
		s.miss(what + " could not be looked up: " + sockets.ErrnoName(sockets.Errno(err)))
	}
}

// holder is a socket as it is told.
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

// device is the name of an interface, or its number if it has gone; "" for none.
func device(index uint32) string {
	if index == 0 {
		return ""
	}
	if name, ok := sockets.InterfaceName(index); ok {
		return name
	}
	return fmt.Sprint(index)
}

// left is the time until the kernel gives up a socket that no descriptor is left of.
func left(one sockets.InetSocket) time.Duration {
	if one.Timer == sockets.TimerTimeWait || one.State == unix.BPF_TCP_FIN_WAIT2 && one.Inode == 0 && one.Timer == sockets.TimerKeepalive {
		return one.Expires
	}
	return 0
}

// stateOf is the state of a socket. That of a datagram socket is CLOSE while it has no peer.
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
