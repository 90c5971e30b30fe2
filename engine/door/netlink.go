package door

import (
	"slices"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// asking are the netlink protocols that let a program query the kernel about this network, each with the messages that
// only query. All others change something, or reach other processes.
var asking = map[int]func(kind uint16) bool{
	unix.NETLINK_ROUTE: func(kind uint16) bool { // the kernel's own rule (net/core/rtnetlink.c, rtnl_msgtype_kind)
		const kinds, get = 4, 2
		return kind >= unix.RTM_BASE && kind%kinds == get
	},
	unix.NETLINK_SOCK_DIAG: func(kind uint16) bool { // TCPDIAG_GETSOCK, DCCPDIAG_GETSOCK and SOCK_DIAG_BY_FAMILY, but not SOCK_DESTROY
		return slices.Contains([]uint16{18, 19, unix.SOCK_DIAG_BY_FAMILY}, kind)
	},
}

// asks reports whether a socket of that family and protocol may query the kernel.
func asks(domain, protocol int) bool { return domain == unix.AF_NETLINK && asking[protocol] != nil }

// Message judges what is about to be sent on a socket: outside a lab, netlink may only be used for queries. If the
// bytes come from another descriptor, nil is judged.
func (d *Door) Message(fd int, parts ...[]byte) error {
	if d.anywhere() {
		return nil
	}
	if domain, ok := d.number(fd, unix.SO_DOMAIN); !ok || domain != unix.AF_NETLINK {
		return nil
	}
	protocol, _ := d.number(fd, unix.SO_PROTOCOL)
	peer, err := d.Kernel.Getpeername(fd)
	switch only := asking[protocol]; {
	case only == nil || err != nil || !peer.Nobody():
		return refuse("what is sent on this socket can reach outside this session: %s", allowNet)
	case !onlyAsks(slices.Concat(parts...), only):
		return refuse("a netlink message that is not just a query can reach outside this session, and change what belongs to this machine: %s", allowNet)
	}
	return nil
}

// onlyAsks reports whether all messages in raw are queries. They are parsed as the kernel does
// (net/netlink/af_netlink.c, netlink_rcv_skb).
func onlyAsks(raw []byte, only func(kind uint16) bool) bool {
	if len(raw) < unix.NLMSG_HDRLEN {
		return false
	}
	for len(raw) >= unix.NLMSG_HDRLEN {
		length, kind := int(order.Uint32(raw)), order.Uint16(raw[4:])
		if length < unix.NLMSG_HDRLEN || length > len(raw) || kind >= unix.NLMSG_MIN_TYPE && !only(kind) {
			return false
		}
		raw = raw[min((length+unix.NLMSG_ALIGNTO-1)&^(unix.NLMSG_ALIGNTO-1), len(raw)):]
	}
	return true
}

// toKernel judges a netlink address to connect or send to: those other than the kernel's belong to processes.
func (d *Door) toKernel(to sockets.Addr) error {
	if to.Nobody() || d.anywhere() {
		return nil
	}
	return refuse("%s is another process's, outside this session: write netlink:0, which is the kernel, or %s", to, d.remedy())
}
