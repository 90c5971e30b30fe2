package engine

import (
	"encoding/binary"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// diag asks the kernel about sockets without having their descriptors
// (sock_diag(7)). Its own descriptor is opened once, so that it can still be asked
// when the process has none left. Plain calls rather than a netlink library,
// because libraries hand the descriptor to Go's poller.
type diag struct{ fd int }

func openDiag() diag {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_INET_DIAG)
	if err != nil {
		return diag{-1}
	}
	return diag{fd}
}

func (d diag) close() {
	if d.fd >= 0 {
		_ = unix.Close(d.fd)
	}
}

const (
	unixShowQueue = 0x10 // UDIAG_SHOW_RQLEN, include/uapi/linux/unix_diag.h
	unixQueue     = 4    // UNIX_DIAG_RQLEN, same header
)

// ask sends one request and gives the body of the answer, or nil where there is none.
func (d diag) ask(body []byte) []byte {
	if d.fd < 0 {
		return nil
	}
	order := binary.NativeEndian
	message := order.AppendUint32(nil, uint32(unix.SizeofNlMsghdr+len(body)))
	message = order.AppendUint16(message, unix.SOCK_DIAG_BY_FAMILY)
	message = order.AppendUint16(message, unix.NLM_F_REQUEST)
	message = append(message, make([]byte, 8)...) // sequence and port, which the kernel fills in
	message = append(message, body...)
	if unix.Sendto(d.fd, message, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}) != nil {
		return nil
	}
	answer := make([]byte, 4096)
	n, _, err := unix.Recvfrom(d.fd, answer, unix.MSG_DONTWAIT)
	if err != nil || n < unix.SizeofNlMsghdr || order.Uint16(answer[4:]) != unix.SOCK_DIAG_BY_FAMILY {
		return nil // NLMSG_ERROR: there is no such socket
	}
	return answer[unix.SizeofNlMsghdr:n]
}

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
	answer := d.ask(body)
	if len(answer) < 8 || binary.BigEndian.Uint16(answer[6:]) != peer.IP.Port() {
		return StateClosed // or the kernel found a listener on the port instead
	}
	return stateName(int(answer[1]))
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

// unixQueue fills in the accept queue of a Unix listener, which no option tells.
func (d diag) unixQueue(fd int, c *Condition) {
	var stat unix.Stat_t
	if unix.Fstat(fd, &stat) != nil {
		return
	}
	order := binary.NativeEndian
	body := []byte{unix.AF_UNIX, 0, 0, 0}
	body = order.AppendUint32(body, 0xffffffff) // in whatever state
	body = order.AppendUint32(body, uint32(stat.Ino))
	body = order.AppendUint32(body, unixShowQueue)
	body = append(body, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) // no cookie
	answer := d.ask(body)
	const header = 16 // struct unix_diag_msg
	for rest := answer[min(header, len(answer)):]; len(rest) >= unix.SizeofRtAttr; {
		size, kind := int(order.Uint16(rest)), order.Uint16(rest[2:])
		if size < unix.SizeofRtAttr || size > len(rest) {
			return
		}
		if kind == unixQueue && size >= unix.SizeofRtAttr+8 {
			queue, backlog := int(order.Uint32(rest[4:])), int(order.Uint32(rest[8:]))
			c.Queue, c.Backlog = &queue, &backlog
		}
		rest = rest[min((size+3)&^3, len(rest)):]
	}
}
