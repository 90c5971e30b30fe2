package door

import (
	"encoding/binary"
	"fmt"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

var order = binary.NativeEndian

// locals returns the addresses at which a socket receives packets. That is the one getsockname(2) returns, except for
// MPTCP: its own address can be outdated, while its first subflow, the TCP socket beneath, no longer has one and would
// be bound to every interface.
func (d *Door) locals(fd int, k kind) ([]sockets.Addr, error) {
	if k.protocol == unix.IPPROTO_MPTCP {
		return d.subflows(fd)
	}
	local, err := d.local(fd, allowNet)
	return []sockets.Addr{local}, err
}

// local returns the address from getsockname(2), and refuses a socket that does not show it.
func (d *Door) local(fd int, remedy string) (sockets.Addr, error) {
	local, err := d.Kernel.Getsockname(fd)
	if err != nil {
		return local, refuse("the address of the socket can't be seen (%v): %s", err, remedy)
	}
	return local, nil
}

const (
	subflowAddrs  = 3   // MPTCP_SUBFLOW_ADDRS, include/uapi/linux/mptcp.h
	subflowHeader = 16  // struct mptcp_subflow_data
	subflowSize   = 256 // struct mptcp_subflow_addrs: two of struct __kernel_sockaddr_storage
	mostSubflows  = 32
)

// subflows returns the addresses of the TCP sockets beneath an MPTCP socket (Linux 5.16). A socket that has fallen back
// to TCP answers EOPNOTSUPP while it is connected, and then can't listen.
func (d *Door) subflows(fd int) ([]sockets.Addr, error) {
	raw := make([]byte, subflowHeader+mostSubflows*subflowSize)
	order.PutUint32(raw, subflowHeader)
	order.PutUint32(raw[12:], subflowSize)
	if _, err := d.Kernel.Getsockopt(fd, unix.SOL_MPTCP, subflowAddrs, raw); err != nil {
		return nil, refuse("the addresses beneath an MPTCP socket can't be seen (%v): %s", err, allowNet)
	}
	n := int(order.Uint32(raw[4:]))
	if n == 0 { // there are none before it is bound or connected
		local, err := d.local(fd, allowNet)
		return []sockets.Addr{local}, err
	}
	if n > mostSubflows {
		return nil, refuse("an MPTCP socket with %d subflows has more than can be checked: %s", n, allowNet)
	}
	var locals []sockets.Addr
	for i := range n {
		locals = append(locals, sockets.DecodeAddr(raw[subflowHeader+i*subflowSize:][:subflowSize/2]))
	}
	return locals, nil
}

// After checks where a socket is after a call. It returns a refusal if the socket is outside and has to be closed, and
// a note if the kernel gave a datagram socket a port on every interface. If bound is true, the step has bound the
// socket, so it asked for that port.
func (d *Door) After(fd int, bound bool) (note string, err error) {
	if d.AllowNet {
		return "", nil
	}
	if domain, ok := d.number(fd, unix.SO_DOMAIN); ok && domain == unix.AF_VSOCK {
		return "", d.afterVsock(fd)
	}
	if d.Lab {
		return "", nil
	}
	k, ok := d.kind(fd)
	if !ok || !k.inet() {
		return "", nil
	}
	accepting, _ := d.number(fd, unix.SO_ACCEPTCONN)
	locals, err := d.locals(fd, k)
	if err != nil {
		if accepting == 0 { // MPTCP that fell back to TCP: it is connected, and its peer is checked
			return "", d.afterPeer(fd)
		}
		return "", err
	}
	for _, local := range locals {
		switch {
		case local.Any() && local.IP.Port() == 0 && accepting == 0: // it has no address yet, or no longer
		case local.Any() && (accepting != 0 || bound):
			return "", refuse("the socket came to be on %s, which is every interface, and was closed at once: %s", local, allowNet)
		case local.Any() && k.typ == unix.SOCK_DGRAM:
			note = fmt.Sprintf("the kernel gave the unbound socket %s, a port of every interface: others can send to it, it answers none of them, and it can't be served", local)
		case !local.Any() && !local.Local():
			return "", refuse("the socket came to be on %s, outside loopback, and was closed at once: %s", local, allowNet)
		}
	}
	return note, d.afterPeer(fd)
}

// afterPeer checks the other end.
func (d *Door) afterPeer(fd int) error {
	peer, err := d.Kernel.Getpeername(fd)
	if err != nil || !peer.IP.IsValid() || peer.Local() || peer.Any() {
		return nil
	}
	return refuse("the socket came to be connected to %s, outside loopback, and was closed at once: %s", peer, allowNet)
}

// Serve judges a socket that the event loop is to take over. The loop will answer every peer, so only this machine may
// reach the socket. The loop's answers are not judged, as netlink messages would have to be.
func (d *Door) Serve(fd int) error {
	k, ok := d.kind(fd)
	switch {
	case d.anywhere() || !ok:
		return nil
	case k.domain == unix.AF_NETLINK:
		return refuse("the event loop would send whatever it is sent to the kernel, by netlink: %s", allowNet)
	case !k.inet():
		return nil
	}
	locals, err := d.locals(fd, k)
	if err != nil {
		return err
	}
	for _, local := range locals {
		if err := d.Have(local); err != nil {
			return err
		}
	}
	return nil
}
