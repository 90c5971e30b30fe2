package engine

import (
	"encoding/binary"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// diag asks the kernel what TCP knows.
type diag struct{ sockets.Diag }

// state is what TCP knows about the connection between two addresses; CLOSED
// where it knows none.
func (d diag) state(domain int, local, peer sockets.Addr) string {
	order := binary.NativeEndian
	body := []byte{byte(domain), unix.IPPROTO_TCP, 0, 0}
	body = order.AppendUint32(body, 0xffffffff) // in whatever state
	body = binary.BigEndian.AppendUint16(body, local.IP.Port())
	body = binary.BigEndian.AppendUint16(body, peer.IP.Port())
	body = append(append(body, words4(local)...), words4(peer)...)
	body = append(body, 0, 0, 0, 0)                                     // any interface
	body = append(body, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) // no cookie
	answer := d.Ask(body)
	if len(answer) < 8 || binary.BigEndian.Uint16(answer[6:]) != peer.IP.Port() {
		return StateClosed // or the kernel found a listener on the port instead
	}
	return StateName(int(answer[1]))
}

// words4 is an IP address in the four words that inet_diag has for one.
func words4(a sockets.Addr) []byte {
	if a.Family == unix.AF_INET {
		ip := a.IP.Addr().As4()
		return append(ip[:], make([]byte, 12)...)
	}
	ip := a.IP.Addr().As16()
	return ip[:]
}
