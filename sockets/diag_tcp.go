package sockets

import (
	"encoding/binary"
	"errors"

	"golang.org/x/sys/unix"
)

// Connection identifies a TCP connection: two may have the same addresses, one after the other, or at the same time if
// their sockets are bound to interfaces.
type Connection struct {
	Local, Peer Addr
	Device      uint32 // the index of the interface its socket is bound to (SO_BINDTOIFINDEX), or 0
	Cookie      uint64 // of its socket (SO_COOKIE), kept in TIME-WAIT; 0 if unknown
	Token       uint32 // for Multipath TCP, whose first subflow the other fields describe; 0 otherwise
}

// found is an answer about a TCP connection: struct inet_diag_msg, linux/inet_diag.h.
type found []byte

// Offsets of fields of a found.
const (
	foundState   = 1
	foundTimer   = 2
	foundTries   = 3
	foundPort    = 6 // of the peer
	foundCookie  = 44
	foundExpires = 52
	foundSize    = 72
)

func (f found) cookie() uint64 { return binary.NativeEndian.Uint64(f[foundCookie:]) }

func (f found) is(c Connection) bool {
	return len(f) >= foundSize && binary.BigEndian.Uint16(f[foundPort:]) == c.Peer.IP.Port() && (c.Cookie == 0 || f.cookie() == c.Cookie)
}

// TCPState returns the number of a connection's state (tcp(7), TCP_INFO), even if it no longer has a descriptor:
// TCP_CLOSE if TCP does not know it. An error means that the state is unknown.
//
// The kernel looks a connection up without a lock (net/ipv4/inet_hashtables.c). While it replaces the socket by the
// smaller one of TIME-WAIT, which also represents FIN-WAIT-2 after close, a lookup finds the old one, already in
// TCP_CLOSE, or none. After that it finds the new one, so a connection counts as ended only if two lookups in a row say
// so.
func (d Diag) TCPState(c Connection) (number int, err error) {
	for range 2 {
		if number, err = d.tcpState(c); err != nil || number != unix.BPF_TCP_CLOSE {
			break
		}
	}
	return number, err
}

// tcpState makes a single lookup for TCPState.
func (d Diag) tcpState(c Connection) (number int, err error) {
	answer, err := d.ask(c.question())
	one := found(answer)
	switch {
	case errors.Is(err, unix.ENOENT):
		return unix.BPF_TCP_CLOSE, nil
	case err != nil:
		return 0, err
	case one.is(c):
		return int(one[foundState]), nil
	case c.Cookie == 0, len(one) >= foundSize && int(one[foundState]) == unix.BPF_TCP_LISTEN:
		return unix.BPF_TCP_CLOSE, nil // the kernel returns a listener only if there is no connection
	}
	// Another socket has the addresses: ours may come after it.
	number = unix.BPF_TCP_CLOSE
	err = d.dump(c.question(), func(body []byte) {
		if one := found(body); one.is(c) {
			number = int(one[foundState])
		}
	})
	return number, err
}

// Connected returns the socket with the addresses of a connection, if there is one: in any state, with or without a
// descriptor. A listener at the local address does not count.
func (d Diag) Connected(c Connection) (one InetSocket, ok bool, err error) { return d.Shown(c, 0) }

// Shown is like Connected with more data.
func (d Diag) Shown(c Connection, show Show) (one InetSocket, ok bool, err error) {
	question := c.question()
	question[2] = byte(show) // idiag_ext
	answer, err := d.ask(question)
	switch {
	case errors.Is(err, unix.ENOENT):
		return InetSocket{}, false, nil
	case err != nil || len(answer) < foundSize:
		return InetSocket{}, false, err
	}
	decodeInet(answer, &one)
	one.Protocol = unix.IPPROTO_TCP
	return one, c.Cookie == 0 || one.Cookie == c.Cookie, nil
}

// TCPCookie returns the cookie of a connection's current socket, or 0 if there is none. It is for Multipath TCP, whose
// sockets are on top of TCP sockets.
func (d Diag) TCPCookie(c Connection) uint64 {
	c.Cookie = 0
	answer, err := d.ask(c.question())
	if one := found(answer); err == nil && one.is(c) {
		return one.cookie()
	}
	return 0
}

// question returns a request for a connection in any state: struct inet_diag_req_v2, linux/inet_diag.h. The kernel
// looks up the addresses and the interface; a dump considers only the ports.
func (c Connection) question() []byte {
	order := binary.NativeEndian
	body := []byte{byte(c.Local.Family), unix.IPPROTO_TCP, 0, 0}
	body = order.AppendUint32(body, anyState)
	body = binary.BigEndian.AppendUint16(body, c.Local.IP.Port())
	body = binary.BigEndian.AppendUint16(body, c.Peer.IP.Port())
	body = append(append(body, words4(c.Local)...), words4(c.Peer)...)
	body = order.AppendUint32(body, c.Device)
	return append(body, anyCookie...)
}

// words4 returns an IP address in the four words that inet_diag uses for it.
func words4(a Addr) []byte {
	if a.Family == unix.AF_INET {
		ip := a.IP.Addr().As4()
		return append(ip[:], make([]byte, 12)...)
	}
	ip := a.IP.Addr().As16()
	return ip[:]
}
