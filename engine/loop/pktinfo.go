package loop

import (
	"encoding/binary"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// pktinfo makes the kernel report at which address each datagram of a socket arrived, and sends the replies from that
// address (ip(7), IP_PKTINFO; ipv6(7), IPV6_RECVPKTINFO). Without it, a socket that is bound to every address replies
// from the address that the route back prefers, and a connected client that asked another address does not receive that
// reply.
type pktinfo struct {
	control [controlRoom]byte
	message sockets.Message // the last one received
}

// controlRoom is how many bytes of control messages fit with a datagram: there may be others, requested by socket
// options.
const controlRoom = 1 << 10

// PktInfoOption returns the option that makes a socket of a domain deliver pktinfo; ok is false if there is none.
func PktInfoOption(domain int) (level, option int, ok bool) {
	switch domain {
	case unix.AF_INET:
		return unix.SOL_IP, unix.IP_PKTINFO, true
	case unix.AF_INET6:
		return unix.SOL_IPV6, unix.IPV6_RECVPKTINFO, true
	}
	return 0, 0, false
}

// WithPktInfo makes a served datagram socket reply from the addresses that were asked. The socket already has
// [PktInfoOption].
func (l *Loop) WithPktInfo(id uint64) {
	if li, ok := l.find(id); ok && li.pktinfo == nil {
		li.pktinfo = &pktinfo{}
	}
}

// receive receives a datagram into the scratch buffer.
func (l *Loop) receive(li *listener) (n int, errno unix.Errno) {
	if li.pktinfo == nil {
		return l.calls.Recvfrom(li.fd, l.scratch.input, unix.MSG_DONTWAIT, &l.scratch.from)
	}
	m := &li.pktinfo.message
	*m = sockets.Message{Parts: [][]byte{l.scratch.input}, Control: li.pktinfo.control[:]}
	n, errno = l.calls.Recvmsg(li.fd, m, unix.MSG_DONTWAIT)
	l.scratch.from.Size = 0
	if errno == 0 && m.Addr != nil {
		l.scratch.from.Size = uint32(copy(l.scratch.from.Bytes[:], m.Addr.Raw()))
	}
	return n, errno
}

// reply sends the reply in the scratch buffer to the sender of the last datagram.
func (l *Loop) reply(li *listener) (n int, errno unix.Errno) {
	const flags = unix.MSG_DONTWAIT | unix.MSG_NOSIGNAL
	if li.pktinfo == nil {
		return l.calls.Sendto(li.fd, l.scratch.reply, flags, &l.scratch.from)
	}
	came := &li.pktinfo.message
	from := replyFrom(sockets.SplitControl(came.Control))
	if from == nil {
		l.tell("no pktinfo came with a datagram for " + li.name + ": the kernel picks the address of the reply")
	}
	return l.calls.Sendmsg(li.fd, &sockets.Message{Addr: came.Addr, Parts: [][]byte{l.scratch.reply}, Control: sockets.JoinControl(from)}, flags)
}

// Sizes and offsets in struct in_pktinfo (ip(7)) and struct in6_pktinfo (ipv6(7)).
const (
	pktinfoSize  = 4 + 4 + 4 // ipi_ifindex, ipi_spec_dst, ipi_addr
	pktinfo6Size = 16 + 4    // ipi6_addr, ipi6_ifindex
	specDst      = 4
)

// replyFrom returns the control message that makes a reply leave from the address at which the datagram arrived. It
// leaves the interface to routing: the way back may be a different one.
func replyFrom(came []sockets.ControlMessage) []sockets.ControlMessage {
	for _, c := range came {
		switch {
		case c.Level == unix.SOL_IP && c.Type == unix.IP_PKTINFO && len(c.Data) == pktinfoSize:
			data := make([]byte, pktinfoSize)
			copy(data[specDst:], c.Data[specDst:specDst+4])
			return []sockets.ControlMessage{{Level: c.Level, Type: c.Type, Data: data}}
		case c.Level == unix.SOL_IPV6 && c.Type == unix.IPV6_PKTINFO && len(c.Data) == pktinfo6Size:
			data := append([]byte(nil), c.Data[:16]...)
			return []sockets.ControlMessage{{Level: c.Level, Type: c.Type, Data: binary.NativeEndian.AppendUint32(data, 0)}}
		}
	}
	return nil
}
