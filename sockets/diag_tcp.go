package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// Connection is a TCP connection as the kernel tells it from all others: two may have the same
// addresses, one after the other, or at the same time if their sockets are bound to an interface.
type Connection struct {
	Local, Peer Addr
	Device      uint32 // the index of the interface that its socket is bound to (SO_BINDTOIFINDEX); 0 is none
	Cookie      uint64 // of its socket (SO_COOKIE), which TIME-WAIT keeps; 0 where it is not known
	Token       uint32 // of a connection of Multipath TCP, whose first subflow the rest is about; 0 otherwise
}

// found is one answer about a TCP connection: struct inet_diag_msg, linux/inet_diag.h.
type found []byte

// Where the fields of a found are.
const (
	foundState  = 1
	foundPort   = 6 // of the peer
	foundCookie = 44
	foundSize   = 72
)

func (f found) cookie() uint64 { return binary.NativeEndian.Uint64(f[foundCookie:]) }

func (f found) is(c Connection) bool {
	return len(f) >= foundSize && binary.BigEndian.Uint16(f[foundPort:]) == c.Peer.IP.Port() && (c.Cookie == 0 || f.cookie() == c.Cookie)
}

// TCPState is the number of the state (tcp(7), TCP_INFO) that TCP has for a
// connection, even if no descriptor of it is left. It is false if TCP does not have it.
func (d Diag) TCPState(c Connection) (number int, ok bool) {
	one := found(d.ask(c.question()))
	switch {
	case one.is(c):
		return int(one[foundState]), true
	case len(one) < foundSize || c.Cookie == 0:
		return 0, false
	}
	// Another socket has the addresses, or a listener the port: ours may be behind it.
	if !d.request(unix.NLM_F_DUMP, c.question()) {
		return 0, false
	}
	for more := true; more; {
		var bodies [][]byte
		for bodies, more = d.answers(); len(bodies) > 0; bodies = bodies[1:] {
			if one := found(bodies[0]); one.is(c) {
				number, ok = int(one[foundState]), true
			}
		}
	}
	return number, ok
}

// TCPCookie is the cookie of the socket that has a connection now, 0 if there is none. It is for
// Multipath TCP, whose sockets have TCP's below them.
func (d Diag) TCPCookie(c Connection) uint64 {
	c.Cookie = 0
	if one := found(d.ask(c.question())); one.is(c) {
		return one.cookie()
	}
	return 0
}

// question asks for a connection in whatever state: struct inet_diag_req_v2, linux/inet_diag.h.
// The kernel looks up the addresses and the interface; a dump goes by the ports only.
func (c Connection) question() []byte {
	order := binary.NativeEndian
	body := []byte{byte(c.Local.Family), unix.IPPROTO_TCP, 0, 0}
	body = order.AppendUint32(body, 0xffffffff)
	body = binary.BigEndian.AppendUint16(body, c.Local.IP.Port())
	body = binary.BigEndian.AppendUint16(body, c.Peer.IP.Port())
	body = append(append(body, words4(c.Local)...), words4(c.Peer)...)
	body = order.AppendUint32(body, c.Device)
	return append(body, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) // whatever cookie
}

// words4 is an IP address in the four words that inet_diag uses for it.
func words4(a Addr) []byte {
	if a.Family == unix.AF_INET {
		ip := a.IP.Addr().As4()
		return append(ip[:], make([]byte, 12)...)
	}
	ip := a.IP.Addr().As16()
	return ip[:]
}
