package sockets

import (
	"encoding/binary"
	"errors"
	"net/netip"

	"golang.org/x/sys/unix"
)

// OptionBytes is the value that getsockopt(2) would fill in for an option.
type OptionBytes struct {
	Level, Number int
	Value         []byte
}

// showOptions requests everything that is also an option: idiag_ext, linux/inet_diag.h.
const showOptions = byte(ShowInfo|ShowCongestion|ShowMemory) | 1<<(inetOptionTOS-1) | 1<<(inetOptionTClass-1)

// Attributes that are also options: INET_DIAG_ of linux/inet_diag.h.
const (
	inetOptionTOS    = 5
	inetOptionTClass = 6
	inetOptionMark   = 15
	inetOptionFlags  = 22 // struct inet_diag_sockopt
)

// flagOptions are the IPPROTO_IP options in struct inet_diag_sockopt by bit; 0 means none.
var flagOptions = [...]int{
	unix.IP_RECVERR, 0, unix.IP_FREEBIND, unix.IP_HDRINCL, unix.IP_MULTICAST_LOOP, unix.IP_TRANSPARENT, unix.IP_MULTICAST_ALL, unix.IP_NODEFRAG,
	unix.IP_BIND_ADDRESS_NO_PORT, unix.IP_RECVERR_RFC4884,
}

// lengthOfName is the length of a congestion control name, TCP_CA_NAME_MAX of include/net/tcp.h.
const lengthOfName = 16

// InetOptions returns the options of a socket that are available without a descriptor, and its current state. The error
// is ENOENT if there is no socket with that cookie.
func (d Diag) InetOptions(s InetSocket) (now InetSocket, options []OptionBytes, err error) {
	if s.Protocol == unix.IPPROTO_TCP { // for other protocols, the kernel swaps the addresses
		answer, err := d.ask(s.question())
		if err == nil && len(answer) >= foundSize && found(answer).cookie() == s.Cookie {
			now, options = s.told(answer)
			return now, options, nil
		}
	}
	err = unix.ENOENT
	asked := d.dump(s.question(), func(body []byte) {
		if len(body) >= foundSize && found(body).cookie() == s.Cookie {
			now, options = s.told(body)
			err = nil
		}
	})
	return now, options, errors.Join(asked, err)
}

// question returns struct inet_diag_req_v2, linux/inet_diag.h: for one socket by its addresses, or in a dump for all
// with its ports.
func (s InetSocket) question() []byte {
	peer := s.Peer
	if peer.IsZero() {
		peer = Addr{Family: s.Family, IP: netip.AddrPortFrom(netip.IPv6Unspecified(), 0)}
		if s.Family == unix.AF_INET {
			peer.IP = netip.AddrPortFrom(netip.IPv4Unspecified(), 0)
		}
	}
	body := Connection{Local: s.Local, Peer: peer, Device: s.Device}.question()
	body[1], body[2] = byte(s.Protocol), showOptions
	return body
}

// told decodes an answer.
func (s InetSocket) told(body []byte) (now InetSocket, options []OptionBytes) {
	order := binary.NativeEndian
	decodeInet(body, &now)
	now.Protocol = s.Protocol
	add := func(level, number int, value []byte) {
		options = append(options, OptionBytes{level, number, append([]byte(nil), value...)})
	}
	number := func(level, option int, n uint32) { add(level, option, order.AppendUint32(nil, n)) }
	add(unix.SOL_SOCKET, unix.SO_COOKIE, order.AppendUint64(nil, now.Cookie))
	number(unix.SOL_SOCKET, unix.SO_BINDTOIFINDEX, now.Device)
	number(unix.SOL_SOCKET, unix.SO_ACCEPTCONN, bit(now.State == unix.BPF_TCP_LISTEN))
	for attribute, value := range attributes(body[foundSize:]) {
		switch {
		case attribute == inetInfo && len(value) > 0:
			add(unix.SOL_TCP, unix.TCP_INFO, value)
		case attribute == inetCongestion && len(value) <= lengthOfName:
			add(unix.SOL_TCP, unix.TCP_CONGESTION, append(append([]byte(nil), value...), make([]byte, lengthOfName-len(value))...))
		case attribute == inetOptionTOS && len(value) > 0:
			number(unix.SOL_IP, unix.IP_TOS, uint32(value[0]))
		case attribute == inetOptionTClass && len(value) > 0:
			number(unix.SOL_IPV6, unix.IPV6_TCLASS, uint32(value[0]))
		case attribute == inetMemory:
			options = append(options, memoryOptions(value)...)
		case attribute == inetV6Only && len(value) > 0:
			number(unix.SOL_IPV6, unix.IPV6_V6ONLY, uint32(value[0]))
		case attribute == inetOptionMark && len(value) >= 4:
			add(unix.SOL_SOCKET, unix.SO_MARK, value[:4])
		case attribute == inetOptionFlags && len(value) >= 2:
			flags := order.Uint16(value)
			for i, option := range flagOptions {
				if option != 0 {
					number(unix.SOL_IP, option, uint32(flags>>i&1))
				}
			}
		}
	}
	return now, options
}

// UnixOptions returns the options of a Unix socket that are available without a descriptor. The error is ENOENT if
// there is no socket with that inode.
func (d Diag) UnixOptions(inode uint32) (now UnixSocket, options []OptionBytes, err error) {
	answer, err := d.ask(unixQuestion(inode, unixShowName|unixShowFile|unixShowPeer|unixShowQueue|unixShowUser|unixShowMemory))
	if err != nil || len(answer) < unixHeader {
		return UnixSocket{}, nil, errors.Join(err, unix.ENOENT)
	}
	now = decodeUnix(answer)
	options = append(options,
		OptionBytes{unix.SOL_SOCKET, unix.SO_COOKIE, append([]byte(nil), answer[8:16]...)},
		OptionBytes{unix.SOL_SOCKET, unix.SO_ACCEPTCONN, binary.NativeEndian.AppendUint32(nil, bit(now.State == unix.BPF_TCP_LISTEN))})
	for attribute, value := range attributes(answer[unixHeader:]) {
		if attribute == unixMemory {
			options = append(options, memoryOptions(value)...)
		}
	}
	return now, options, nil
}

// UDIAG_SHOW_MEMINFO and UNIX_DIAG_MEMINFO, linux/unix_diag.h.
const (
	unixShowMemory = 0x20
	unixMemory     = 5
)

// Offsets of the limits in SK_MEMINFO_, linux/sock_diag.h.
const (
	memoryReceive = 4 * 1
	memorySend    = 4 * 3
)

// memoryOptions returns the options that SK_MEMINFO_ contains.
func memoryOptions(value []byte) []OptionBytes {
	if len(value) < memorySend+4 {
		return nil
	}
	value = append([]byte(nil), value...)
	return []OptionBytes{
		{unix.SOL_SOCKET, unix.SO_MEMINFO, value},
		{unix.SOL_SOCKET, unix.SO_RCVBUF, value[memoryReceive : memoryReceive+4]},
		{unix.SOL_SOCKET, unix.SO_SNDBUF, value[memorySend : memorySend+4]},
	}
}

func bit(on bool) uint32 {
	if on {
		return 1
	}
	return 0
}
