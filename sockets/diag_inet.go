package sockets

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"net/netip"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// InetSocket is a socket with a port in the kernel's tables, whether it belongs to a process or not, as in TIME-WAIT or
// before it is accepted. Fields that were not requested are zero.
type InetSocket struct {
	Protocol    int  // IPPROTO_TCP, IPPROTO_UDP, …
	Family      int  // AF_INET, AF_INET6
	State       int  // TCP's number for it
	Local, Peer Addr // Peer is zero if there is none
	Device      uint32
	Cookie      uint64
	UID, Inode  uint32 // the inode is 0 without a descriptor
	Receive     uint32 // bytes to read; for a listener, connections in its accept queue
	Send        uint32 // bytes not acknowledged; for a listener, the maximum of its accept queue
	Timer       DiagTimer
	Expires     time.Duration // of the timer
	Tries       int           // how often it has expired for the same bytes, or how many probes are unanswered
	V6Only      bool
	ULP         string // the upper-layer protocol on TCP: "mptcp", "tls"
	Shut        uint8  // the directions that are shut down: 1 receiving, 2 sending
	Cgroup      uint64 // the id of the cgroup that it was made in (cgroups(7)): the inode of its folder
	Congestion  string // the congestion control
	Memory      Memory
	Info        TCPInfo
	HasInfo     bool // Info is set
}

// TCPInfo is struct tcp_info, linux/tcp.h. Fields that an older kernel does not provide are 0.
type TCPInfo = unix.TCPInfo

// Memory is the memory that a socket uses and its limits, in bytes (SK_MEMINFO_VARS, linux/sock_diag.h).
type Memory struct {
	Received, ReceiveLimit uint32 // sk_rmem_alloc, sk_rcvbuf
	Sent, SendLimit        uint32 // sk_wmem_alloc, sk_sndbuf
	Ahead, Queued          uint32 // sk_forward_alloc, sk_wmem_queued
	Options, Backlog       uint32 // sk_omem_alloc, sk_backlog
	Drops                  uint32 // number of packets dropped for lack of room
}

// DiagTimer is a timer of a socket (idiag_timer, net/ipv4/inet_diag.c).
type DiagTimer uint8

// The timers.
const (
	TimerNone DiagTimer = iota
	TimerRetransmit
	TimerKeepalive // also the timer of FIN-WAIT-2
	TimerTimeWait
	TimerProbe
)

// anyFamily is TCPDIAG_GETSOCK, linux/inet_diag.h: the old request for TCP, which lists IPv4 and IPv6 in one pass over
// the table.
const anyFamily = 18

// ListsBound reports whether the kernel lists TCP sockets that are only bound, which it does since 6.8. An older kernel
// ignores the bit that requests them.
func ListsBound() bool {
	var name unix.Utsname
	if unix.Uname(&name) != nil {
		return false
	}
	var major, minor int
	_, err := fmt.Sscanf(unix.ByteSliceToString(name.Release[:]), "%d.%d", &major, &minor)
	return err == nil && (major > 6 || major == 6 && minor >= 8)
}

// Show selects which of the more expensive data about a socket to return: the bits of idiag_ext.
type Show uint8

// The data that can be selected.
const (
	ShowInfo       Show = 1 << (inetInfo - 1)
	ShowCongestion Show = 1 << (inetCongestion - 1)
	ShowMemory     Show = 1 << (inetMemory - 1)
)

// TCP calls each with the TCP sockets in the given states, a bit for each of TCP's numbers, that have a local port, 0
// for any. With a port, each also gets the upper-layer protocol.
func (d Diag) TCP(states uint32, port uint16, each func(InetSocket)) error {
	show := Show(0)
	if port != 0 {
		show = ShowInfo
	}
	return d.AllTCP(states, port, show, func(one *InetSocket) { each(*one) })
}

// AllTCP is like TCP with more data. The argument of each is valid only during the call.
func (d Diag) AllTCP(states uint32, port uint16, show Show, each func(*InetSocket)) error {
	order := binary.NativeEndian
	body := []byte{unix.AF_UNSPEC, 0, 0, byte(show)} // struct inet_diag_req
	body = append(body, portQuestion(port)...)
	body = order.AppendUint32(body, states)
	body = order.AppendUint32(body, 0)
	return d.link.ask(anyFamily, unix.NLM_F_DUMP, body, eachInet(unix.IPPROTO_TCP, port, each))
}

// Datagrams calls each with the UDP or UDP-Lite sockets of a family that have a local port, 0 for any.
func (d Diag) Datagrams(family, protocol int, port uint16, each func(InetSocket)) error {
	return d.AllDatagrams(family, protocol, port, 0, func(one *InetSocket) { each(*one) })
}

// AllDatagrams is like Datagrams with more data. With IPPROTO_RAW it lists raw sockets of any protocol, whose Local has
// the protocol as its port. The argument of each is valid only during the call.
func (d Diag) AllDatagrams(family, protocol int, port uint16, show Show, each func(*InetSocket)) error {
	body := []byte{byte(family), byte(protocol), byte(show), 0} // struct inet_diag_req_v2
	body = binary.NativeEndian.AppendUint32(body, anyState)
	return d.dump(append(body, portQuestion(port)...), eachInet(protocol, port, each))
}

// AllMultipath calls each with the Multipath TCP sockets of a family; their subflows are TCP sockets as well. The
// argument of each is valid only during the call.
func (d Diag) AllMultipath(family int, each func(*InetSocket)) error {
	order := binary.NativeEndian
	body := []byte{byte(family), unix.IPPROTO_RAW, 0, 0} // the protocol is in the attribute
	body = order.AppendUint32(body, anyState)
	body = append(body, portQuestion(0)...)
	body = order.AppendUint16(body, 8)
	body = order.AppendUint16(body, protocolAsked)
	return d.dump(order.AppendUint32(body, unix.IPPROTO_MPTCP), eachInet(unix.IPPROTO_MPTCP, 0, each))
}

// portQuestion returns struct inet_diag_sockid with a local port and any addresses.
func portQuestion(port uint16) []byte {
	id := append(binary.BigEndian.AppendUint16(nil, port), make([]byte, 2+16+16+4)...)
	return append(id, anyCookie...)
}

// eachInet decodes answers and filters by port, because not every table of the kernel does.
func eachInet(protocol int, port uint16, each func(*InetSocket)) func([]byte) {
	var s InetSocket
	return func(body []byte) {
		if len(body) < foundSize {
			return
		}
		decodeInet(body, &s)
		if port == 0 || s.Local.IP.Port() == port {
			s.Protocol = protocol
			each(&s)
		}
	}
}

// The attributes of struct inet_diag_msg, linux/inet_diag.h.
const (
	inetInfo       = 2  // INET_DIAG_INFO
	inetCongestion = 4  // INET_DIAG_CONG
	inetMemory     = 7  // INET_DIAG_SKMEMINFO
	inetShutdown   = 8  // INET_DIAG_SHUTDOWN
	inetProtocol   = 10 // INET_DIAG_PROTOCOL, of deaths only
	inetV6Only     = 11 // INET_DIAG_SKV6ONLY
	inetULP        = 19 // INET_DIAG_ULP_INFO
	inetCgroup     = 21 // INET_DIAG_CGROUP_ID
	inetULPName    = 1  // INET_ULP_INFO_NAME
)

func decodeInet(body []byte, s *InetSocket) {
	order, before := binary.NativeEndian, s.Congestion
	*s = InetSocket{
		Family: int(body[0]), State: int(body[foundState]), Timer: DiagTimer(body[foundTimer]), Tries: int(body[foundTries]),
		Local: inetAddr(body[0], body[4:], body[8:]), Peer: inetAddr(body[0], body[foundPort:], body[24:]),
		Device: order.Uint32(body[40:]), Cookie: found(body).cookie(),
		Expires: time.Duration(order.Uint32(body[foundExpires:])) * time.Millisecond,
		Receive: order.Uint32(body[56:]), Send: order.Uint32(body[60:]), UID: order.Uint32(body[64:]), Inode: order.Uint32(body[68:]),
	}
	if s.Peer.IP.Port() == 0 && s.Peer.Any() {
		s.Peer = Addr{}
	}
	for number, value := range attributes(body[foundSize:]) {
		s.attribute(number&^unix.NLA_F_NESTED, value, before)
	}
}

// attribute decodes one attribute; before is the congestion control of the previous socket, which is nearly always the
// same.
func (s *InetSocket) attribute(number uint16, value []byte, before string) {
	order := binary.NativeEndian
	switch {
	case number == inetV6Only && len(value) > 0:
		s.V6Only = value[0] != 0
	case number == inetShutdown && len(value) > 0:
		s.Shut = value[0]
	case number == inetProtocol && len(value) > 0:
		s.Protocol = int(value[0])
	case number == inetCgroup && len(value) >= 8:
		s.Cgroup = order.Uint64(value)
	case number == inetCongestion:
		name, _, _ := bytes.Cut(value, []byte{0})
		if s.Congestion = before; before != string(name) {
			s.Congestion = string(name)
		}
	case number == inetMemory:
		s.Memory = decodeMemory(value)
	case number == inetInfo && s.State != unix.BPF_TCP_LISTEN:
		s.HasInfo = true
		copy((*[unsafe.Sizeof(TCPInfo{})]byte)(unsafe.Pointer(&s.Info))[:], value)
	case number == inetULP:
		for number, value := range attributes(value) {
			if number == inetULPName {
				s.ULP = unix.ByteSliceToString(value)
			}
		}
	}
}

// decodeMemory decodes SK_MEMINFO_, as far as the kernel provides it.
func decodeMemory(value []byte) (m Memory) {
	for i, to := range []*uint32{
		&m.Received, &m.ReceiveLimit, &m.Sent, &m.SendLimit, &m.Ahead, &m.Queued, &m.Options, &m.Backlog, &m.Drops,
	} {
		if len(value) >= 4*(i+1) {
			*to = binary.NativeEndian.Uint32(value[4*i:])
		}
	}
	return m
}

// inetAddr decodes an address in struct inet_diag_sockid.
func inetAddr(family byte, port, ip []byte) Addr {
	number := binary.BigEndian.Uint16(port)
	if family == unix.AF_INET {
		return Inet(netip.AddrPortFrom(netip.AddrFrom4([4]byte(ip[:4])), number))
	}
	return Addr{Family: unix.AF_INET6, IP: netip.AddrPortFrom(netip.AddrFrom16([16]byte(ip[:16])), number)}
}
