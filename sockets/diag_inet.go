package sockets

import (
	"encoding/binary"
	"net/netip"
	"time"

	"golang.org/x/sys/unix"
)

// InetSocket is a socket with a port that the kernel knows, of whatever process, or without one:
// in TIME-WAIT, or not accepted yet.
type InetSocket struct {
	Protocol    int  // IPPROTO_TCP, IPPROTO_UDP, …
	Family      int  // AF_INET, AF_INET6
	State       int  // TCP's number for it
	Local, Peer Addr // Peer is zero where it has none
	Device      uint32
	Cookie      uint64
	UID, Inode  uint32 // the inode is 0 for one without a descriptor
	Receive     uint32 // bytes to be read; of a listener, connections in its accept queue
	Send        uint32 // bytes not acknowledged; of a listener, how many connections may wait
	Timer       DiagTimer
	Expires     time.Duration // of the timer
	V6Only      bool
	ULP         string // what runs on top of TCP: "mptcp", "tls"
}

// DiagTimer is a timer of a socket (idiag_timer, net/ipv4/inet_diag.c).
type DiagTimer uint8

// The timers.
const (
	TimerNone DiagTimer = iota
	TimerRetransmit
	TimerKeepalive // or that of FIN-WAIT-2
	TimerTimeWait
	TimerProbe
)

// anyFamily is TCPDIAG_GETSOCK, linux/inet_diag.h: the old question about TCP, which asks for
// IPv4 and IPv6 in one walk through the table.
const anyFamily = 18

// showInfo is the bit of idiag_ext for INET_DIAG_INFO.
const showInfo = 1 << 1

// TCP calls each with the TCP sockets in one of some states, as bits by TCP's numbers, that have a
// local port, 0 for any.
func (d Diag) TCP(states uint32, port uint16, each func(InetSocket)) error {
	order := binary.NativeEndian
	body := []byte{unix.AF_UNSPEC, 0, 0, 0} // struct inet_diag_req
	if port != 0 {
		body[3] = showInfo // with which comes what runs on top of TCP
	}
	body = append(body, portQuestion(port)...)
	body = order.AppendUint32(body, states)
	body = order.AppendUint32(body, 0)
	return d.link.ask(anyFamily, unix.NLM_F_DUMP, body, eachInet(unix.IPPROTO_TCP, port, each))
}

// Datagrams calls each with the UDP or UDP-Lite sockets of a family that have a local port, 0 for
// any.
func (d Diag) Datagrams(family, protocol int, port uint16, each func(InetSocket)) error {
	body := []byte{byte(family), byte(protocol), 0, 0} // struct inet_diag_req_v2
	body = binary.NativeEndian.AppendUint32(body, anyState)
	return d.dump(append(body, portQuestion(port)...), eachInet(protocol, port, each))
}

// portQuestion is struct inet_diag_sockid with a local port, from and to wherever.
func portQuestion(port uint16) []byte {
	id := append(binary.BigEndian.AppendUint16(nil, port), make([]byte, 2+16+16+4)...)
	return append(id, anyCookie...)
}

// eachInet decodes answers, and keeps to a port: not every table of the kernel does.
func eachInet(protocol int, port uint16, each func(InetSocket)) func([]byte) {
	return func(body []byte) {
		if len(body) < foundSize {
			return
		}
		if s := decodeInet(body); port == 0 || s.Local.IP.Port() == port {
			s.Protocol = protocol
			each(s)
		}
	}
}

// The attributes of struct inet_diag_msg, linux/inet_diag.h.
const (
	inetV6Only  = 11 // INET_DIAG_SKV6ONLY
	inetULP     = 19 // INET_DIAG_ULP_INFO
	inetULPName = 1  // INET_ULP_INFO_NAME
)

func decodeInet(body []byte) InetSocket {
	order := binary.NativeEndian
	s := InetSocket{
		Family: int(body[0]), State: int(body[foundState]), Timer: DiagTimer(body[2]),
		Local: inetAddr(body[0], body[4:], body[8:]), Peer: inetAddr(body[0], body[foundPort:], body[24:]),
		Device: order.Uint32(body[40:]), Cookie: found(body).cookie(),
		Expires: time.Duration(order.Uint32(body[52:])) * time.Millisecond,
		Receive: order.Uint32(body[56:]), Send: order.Uint32(body[60:]), UID: order.Uint32(body[64:]), Inode: order.Uint32(body[68:]),
	}
	if s.Peer.IP.Port() == 0 && s.Peer.Any() {
		s.Peer = Addr{}
	}
	for number, value := range attributes(body[foundSize:]) {
		switch {
		case number == inetV6Only && len(value) > 0:
			s.V6Only = value[0] != 0
		case number&^unix.NLA_F_NESTED == inetULP:
			for number, value := range attributes(value) {
				if number == inetULPName {
					s.ULP = unix.ByteSliceToString(value)
				}
			}
		}
	}
	return s
}

// inetAddr is an address in struct inet_diag_sockid.
func inetAddr(family byte, port, ip []byte) Addr {
	number := binary.BigEndian.Uint16(port)
	if family == unix.AF_INET {
		return Inet(netip.AddrPortFrom(netip.AddrFrom4([4]byte(ip[:4])), number))
	}
	return Addr{Family: unix.AF_INET6, IP: netip.AddrPortFrom(netip.AddrFrom16([16]byte(ip[:16])), number)}
}
