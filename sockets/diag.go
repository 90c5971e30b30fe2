package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// Diag asks the kernel about sockets without their descriptors, or for what no option
// reports (sock_diag(7)). Its own descriptor is opened once, so that it still works
// when the process has none left. It makes plain calls instead of using a netlink library, because
// libraries hand the descriptor to Go's poller.
type Diag struct{ FD int }

// NoDiag is a Diag whose questions all fail.
func NoDiag() Diag { return Diag{-1} }

// OpenDiag opens a Diag, or returns [NoDiag] if that fails.
func OpenDiag() Diag {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_INET_DIAG)
	if err != nil {
		return NoDiag()
	}
	return Diag{fd}
}

// Close closes the descriptor.
func (d Diag) Close() {
	if d.FD >= 0 {
		_ = unix.Close(d.FD)
	}
}

const (
	unixShowPeer  = 0x04 // UDIAG_SHOW_PEER, include/uapi/linux/unix_diag.h
	unixShowQueue = 0x10 // UDIAG_SHOW_RQLEN, same header
	unixPeer      = 2    // UNIX_DIAG_PEER
	unixQueue     = 4    // UNIX_DIAG_RQLEN
)

// request sends one request.
func (d Diag) request(flags uint16, body []byte) error {
	order := binary.NativeEndian
	message := order.AppendUint32(nil, uint32(unix.SizeofNlMsghdr+len(body)))
	message = order.AppendUint16(message, unix.SOCK_DIAG_BY_FAMILY)
	message = order.AppendUint16(message, unix.NLM_F_REQUEST|flags)
	message = append(message, make([]byte, 8)...) // sequence and port, which the kernel fills in
	message = append(message, body...)
	return unix.Sendto(d.FD, message, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK})
}

// answers returns the bodies of the next message of answers, and whether more are to come. The
// error is the kernel's (netlink(7), NLMSG_ERROR): ENOENT if there is no such socket. Every read
// has the same size, because the kernel makes its messages as large as the largest read so far.
func (d Diag) answers() (bodies [][]byte, more bool, err error) {
	order := binary.NativeEndian
	message := make([]byte, 4096)
	n, _, err := unix.Recvfrom(d.FD, message, unix.MSG_DONTWAIT)
	if err != nil {
		return nil, false, err
	}
	for rest := message[:n]; len(rest) >= unix.SizeofNlMsghdr; {
		size, kind := int(order.Uint32(rest)), order.Uint16(rest[4:])
		switch {
		case size < unix.SizeofNlMsghdr || size > len(rest):
			return bodies, false, unix.EBADMSG
		case kind != unix.SOCK_DIAG_BY_FAMILY:
			return bodies, false, ended(rest[unix.SizeofNlMsghdr:size])
		}
		bodies = append(bodies, rest[unix.SizeofNlMsghdr:size])
		more = order.Uint16(rest[6:])&unix.NLM_F_MULTI != 0
		rest = rest[min((size+3)&^3, len(rest)):]
	}
	return bodies, more, nil
}

// ended is the error in NLMSG_ERROR or NLMSG_DONE: both begin with a negative errno, or 0.
func ended(body []byte) error {
	if len(body) < 4 {
		return unix.EBADMSG
	}
	if number := int32(binary.NativeEndian.Uint32(body)); number != 0 {
		return unix.Errno(-number)
	}
	return nil
}

// ask sends one request and returns the body of the answer.
func (d Diag) ask(body []byte) ([]byte, error) {
	if err := d.request(0, body); err != nil {
		return nil, err
	}
	bodies, _, err := d.answers()
	switch {
	case err != nil:
		return nil, err
	case len(bodies) == 0:
		return nil, unix.ENOENT
	}
	return bodies[0], nil
}

// UnixQueue is how many connections wait in the accept queue of a Unix listener, and how
// many may, which no option reports.
func (d Diag) UnixQueue(fd int) (queue, backlog int, ok bool) {
	value, ok := d.unix(fd, unixShowQueue, unixQueue)
	if !ok || len(value) < 8 {
		return 0, 0, false
	}
	order := binary.NativeEndian
	return int(order.Uint32(value)), int(order.Uint32(value[4:])), true
}

// UnixPeer is the inode of the socket at the other end of a Unix socket, which no address tells if
// that one has no name. It is false if there is none.
func (d Diag) UnixPeer(fd int) (inode uint32, ok bool) {
	value, ok := d.unix(fd, unixShowPeer, unixPeer)
	if !ok || len(value) < 4 {
		return 0, false
	}
	return binary.NativeEndian.Uint32(value), true
}

// unix asks for one attribute of a Unix socket: show is the request's bit for it.
func (d Diag) unix(fd int, show uint32, attribute uint16) (value []byte, ok bool) {
	var stat unix.Stat_t
	if unix.Fstat(fd, &stat) != nil {
		return nil, false
	}
	order := binary.NativeEndian
	body := []byte{unix.AF_UNIX, 0, 0, 0}
	body = order.AppendUint32(body, 0xffffffff) // in whatever state
	body = order.AppendUint32(body, uint32(stat.Ino))
	body = order.AppendUint32(body, show)
	body = append(body, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff) // no cookie
	answer, err := d.ask(body)
	if err != nil {
		return nil, false
	}
	const header = 16 // struct unix_diag_msg
	for rest := answer[min(header, len(answer)):]; len(rest) >= unix.SizeofRtAttr; {
		size, kind := int(order.Uint16(rest)), order.Uint16(rest[2:])
		if size < unix.SizeofRtAttr || size > len(rest) {
			break
		}
		if kind == attribute {
			return rest[unix.SizeofRtAttr:size], true
		}
		rest = rest[min((size+3)&^3, len(rest)):]
	}
	return nil, false
}
