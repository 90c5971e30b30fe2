package sockets

import (
	"encoding/binary"
	"errors"
	"iter"

	"golang.org/x/sys/unix"
)

// netlink is a netlink(7) descriptor for requests to the kernel. It makes plain calls instead of using a library,
// because libraries hand the descriptor to Go's poller.
type netlink struct {
	fd   int
	last uint32 // the number of the last request
	room []byte // for an answer
}

// netlinkRoom is the size of every read. The kernel makes its messages as large as the largest read so far, up to 32
// KiB (net/netlink/af_netlink.c, netlink_dump): a smaller read after a larger one would truncate them.
const netlinkRoom = 64 << 10

// ErrChanged means that the kernel's table changed while it was being read, so that entries may be missing (netlink(7),
// NLM_F_DUMP_INTR).
var ErrChanged = errors.New("the table changed while it was read")

// openNetlink opens a descriptor for a protocol, NETLINK_ in C. If that fails, every request fails.
func openNetlink(protocol int) *netlink {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, protocol)
	if err != nil {
		fd = -1
	}
	return &netlink{fd: fd}
}

// high is a number that is rarely reached, and that does not make the descriptor table large.
const high = 1000

// raise moves the descriptor to a high number, if one is free.
func (n *netlink) raise() {
	if fd, err := unix.FcntlInt(uintptr(n.fd), unix.F_DUPFD_CLOEXEC, high); err == nil {
		n.close()
		n.fd = fd
	}
}

func (n *netlink) close() {
	if n.fd >= 0 {
		_ = unix.Close(n.fd)
	}
}

// ask sends a request of a type, and calls each with the body of every answer, which is valid only during that call.
// The error is the kernel's (NLMSG_ERROR, NLMSG_DONE): ENOENT if there is no such object.
func (n *netlink) ask(kind, flags uint16, body []byte, each func(body []byte)) error {
	order := binary.NativeEndian
	n.last++
	message := order.AppendUint32(nil, uint32(unix.SizeofNlMsghdr+len(body)))
	message = order.AppendUint16(message, kind)
	message = order.AppendUint16(message, unix.NLM_F_REQUEST|flags)
	message = order.AppendUint32(message, n.last)
	message = append(order.AppendUint32(message, 0), body...) // the port, which the kernel fills in
	if err := unix.Sendto(n.fd, message, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return err
	}
	if n.room == nil {
		n.room = make([]byte, netlinkRoom)
	}
	var changed error
	for {
		size, _, err := unix.Recvfrom(n.fd, n.room, unix.MSG_DONTWAIT|unix.MSG_TRUNC)
		switch {
		case err != nil:
			return err
		case size > len(n.room):
			return unix.EMSGSIZE
		}
		more, err := n.read(n.room[:size], each, &changed)
		if err != nil {
			return err
		} else if !more {
			return changed
		}
	}
}

// read extracts the answers from a message, and reports whether more messages follow.
func (n *netlink) read(rest []byte, each func([]byte), changed *error) (more bool, err error) {
	order := binary.NativeEndian
	more = true
	for len(rest) >= unix.SizeofNlMsghdr {
		size, kind, flags := int(order.Uint32(rest)), order.Uint16(rest[4:]), order.Uint16(rest[6:])
		if size < unix.SizeofNlMsghdr || size > len(rest) {
			return false, unix.EBADMSG
		}
		body, ours := rest[unix.SizeofNlMsghdr:size], order.Uint32(rest[8:]) == n.last
		rest = rest[min((size+3)&^3, len(rest)):]
		if !ours {
			continue // the rest of a dump that failed
		}
		if flags&unix.NLM_F_DUMP_INTR != 0 {
			*changed = ErrChanged
		}
		if kind == unix.NLMSG_DONE || kind == unix.NLMSG_ERROR {
			return false, ended(body)
		}
		each(body)
		more = flags&unix.NLM_F_MULTI != 0
	}
	return more, nil
}

// ended returns the error in NLMSG_ERROR or NLMSG_DONE: both begin with a negative errno, or 0.
func ended(body []byte) error {
	if len(body) < 4 {
		return unix.EBADMSG
	}
	if number := int32(binary.NativeEndian.Uint32(body)); number != 0 {
		return unix.Errno(-number)
	}
	return nil
}

// one makes a request with a single answer.
func (n *netlink) one(kind uint16, body []byte) (answer []byte, err error) {
	err = n.ask(kind, 0, body, func(body []byte) { answer = append([]byte(nil), body...) })
	if err == nil && answer == nil {
		err = unix.ENOENT
	}
	return answer, err
}

// attributes iterates over the attributes after the fixed part of an answer, by number (rtnetlink(3)).
func attributes(rest []byte) iter.Seq2[uint16, []byte] {
	return func(yield func(uint16, []byte) bool) {
		order := binary.NativeEndian
		for len(rest) >= unix.SizeofRtAttr {
			size, number := int(order.Uint16(rest)), order.Uint16(rest[2:])
			if size < unix.SizeofRtAttr || size > len(rest) || !yield(number, rest[unix.SizeofRtAttr:size]) {
				return
			}
			rest = rest[min((size+3)&^3, len(rest)):]
		}
	}
}
