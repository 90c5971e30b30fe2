package door

import (
	"slices"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// sockMax is SOCK_MAX of include/linux/net.h.
const sockMax = 11

// IP protocols that x/sys has no name for, from include/uapi/linux/in.h.
const (
	protocolL2TP = 115
	protocolSMC  = 256
)

// ofTheNamespace are the families whose sockets reach no further than the network namespace they were made in, and so
// no further than a lab.
var ofTheNamespace = []int{
	unix.AF_UNIX,    // abstract names belong to the namespace, paths to the lab's root
	unix.AF_INET,    // the stack, its interfaces and its filters belong to the namespace
	unix.AF_INET6,   // like AF_INET
	unix.AF_NETLINK, // the kernel's end is per namespace; a protocol without one there answers ECONNREFUSED
	unix.AF_PACKET,  // sees the interfaces of the namespace
	unix.AF_XDP,     // needs a queue of an interface of the namespace
	unix.AF_CAN,     // its devices and receive lists belong to the namespace
	unix.AF_TIPC,    // a node belongs to the namespace (net/tipc/core.c)
	unix.AF_KEY,     // the IPsec states of the namespace
	unix.AF_SMC,     // uses TCP connections of the namespace, and its devices
	unix.AF_ALG,     // computes, and sends nothing anywhere
}

// Not included: AF_VSOCK, which talks to the hypervisor or, if the machine has a local transport and the address is
// local, to the machine and not to the lab; AF_BLUETOOTH and AF_NFC, which talk to radios whatever the namespace (vsock
// has had one only since Linux 7.0).

// needsRaw and needsAdmin are the families that require a capability.
var (
	needsRaw   = []int{unix.AF_PACKET, unix.AF_XDP}
	needsAdmin = []int{unix.AF_KEY}
)

// Families returns the families of which a session may have a socket, or that the kernel itself refuses; nil means all
// of them. It is used for the kernel's restrictions of the process. Netlink is included because the engine reads the
// states of its sockets with sock_diag(7).
func (r Rules) Families() []int {
	switch {
	case r.AllowNet:
		return nil
	case r.Lab:
		return slices.Clone(ofTheNamespace)
	}
	families := []int{unix.AF_UNIX, unix.AF_INET, unix.AF_INET6, unix.AF_NETLINK, unix.AF_VSOCK}
	if !r.Raw {
		families = append(families, needsRaw...)
	}
	if !r.Admin {
		families = append(families, needsAdmin...)
	}
	return families
}

// Socket judges socket(2) and socketpair(2) before they are called.
func (d *Door) Socket(domain, typ, protocol int) error {
	domain, typ, protocol = int(int32(domain)), int(int32(typ)), int(int32(protocol)) // the kernel takes ints
	typ &^= unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC
	if d.AllowNet || d.kernelRefuses(domain, typ, protocol) {
		return nil
	}
	if domain == unix.AF_VSOCK && d.localVsock() { // judged by its addresses
		return nil
	}
	if d.Lab {
		if slices.Contains(ofTheNamespace, domain) {
			return nil
		}
		return refuse("sockets of family %s can reach outside this lab: run with --lab --allow-net", sockets.Domains.Format(domain))
	}
	switch {
	case domain == unix.AF_UNIX, asks(domain, protocol):
		return nil
	case domain != unix.AF_INET && domain != unix.AF_INET6:
		return refuse("sockets of family %s can reach outside this session: %s", sockets.Domains.Format(domain), allowNet)
	case typ == unix.SOCK_RAW || typ == unix.SOCK_PACKET:
		return refuse("sockets of type %s can send packets with any source address and see other programs' packets: %s", sockets.Types.Format(typ), allowNet)
	case protocol == protocolL2TP || protocol == protocolSMC:
		return refuse("sockets of protocol %d can reach outside loopback: %s", protocol, allowNet)
	}
	return nil // the rest is TCP, UDP and the like, which are judged by their addresses, or does not exist
}

// kernelRefuses reports whether the kernel is certain to return an error, which does no harm.
func (d *Door) kernelRefuses(domain, typ, protocol int) bool {
	switch {
	case domain <= 0 || domain >= unix.AF_MAX || typ < 0 || typ >= sockMax: // EAFNOSUPPORT, EINVAL
		return true
	case domain == unix.AF_NETLINK && (protocol < 0 || protocol >= 32): // MAX_LINKS: EPROTONOSUPPORT
		return true
	case slices.Contains(needsRaw, domain):
		return !d.Raw
	case slices.Contains(needsAdmin, domain):
		return !d.Admin
	case domain == unix.AF_INET && typ == unix.SOCK_PACKET: // the kernel treats it as AF_PACKET
		return !d.Raw
	case domain == unix.AF_INET || domain == unix.AF_INET6:
		return typ == unix.SOCK_RAW && (!d.Raw || protocol == 0)
	}
	return false
}

// ipProtocols are the protocols whose sockets are judged by their addresses, by socket type.
var ipProtocols = map[int][]int{
	unix.SOCK_STREAM:    {unix.IPPROTO_TCP, unix.IPPROTO_MPTCP, unix.IPPROTO_SCTP},
	unix.SOCK_SEQPACKET: {unix.IPPROTO_SCTP},
	unix.SOCK_DGRAM:     {unix.IPPROTO_UDP, unix.IPPROTO_UDPLITE, unix.IPPROTO_ICMP, unix.IPPROTO_ICMPV6},
}

// Made judges a new descriptor by what the kernel says it is.
func (d *Door) Made(fd int) error {
	k, ok := d.kind(fd)
	switch {
	case d.AllowNet:
		return nil
	case !ok:
		return refuse("the new socket does not say what it is, and was closed at once: %s", allowNet)
	case d.Lab && slices.Contains(ofTheNamespace, k.domain), k.domain == unix.AF_UNIX, asks(k.domain, k.protocol),
		k.domain == unix.AF_VSOCK && k.typ != unix.SOCK_DGRAM && d.localVsock(): // datagrams only have VMware's transport
		return nil
	case k.inet() && slices.Contains(ipProtocols[k.typ], k.protocol):
		return nil
	}
	return refuse("a socket of %s, %s, protocol %d can reach outside this session, and was closed at once: %s",
		sockets.Domains.Format(k.domain), sockets.Types.Format(k.typ), k.protocol, allowNet)
}
