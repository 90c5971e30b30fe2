package attach

import (
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"

	"golang.org/x/sys/unix"
)

// named are the sockets that are sufficiently described by the name of their protocol, which is that of a kernel struct
// proto.
var named = map[string]status.Kind{
	"TCP": {Domain: unix.AF_INET, Type: unix.SOCK_STREAM, Protocol: unix.IPPROTO_TCP}, "TCPv6": {Domain: unix.AF_INET6, Type: unix.SOCK_STREAM, Protocol: unix.IPPROTO_TCP},
	"UDP": {Domain: unix.AF_INET, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDP}, "UDPv6": {Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM, Protocol: unix.IPPROTO_UDP},
	"MPTCP": {Domain: unix.AF_INET, Type: unix.SOCK_STREAM, Protocol: unix.IPPROTO_MPTCP}, "MPTCPv6": {Domain: unix.AF_INET6, Type: unix.SOCK_STREAM, Protocol: unix.IPPROTO_MPTCP},
	"UNIX-STREAM": {Domain: unix.AF_UNIX, Type: unix.SOCK_STREAM},
}

// elsewhere reports whether the process is in another network, whose tables may be incomplete.
func (p *Process) elsewhere() bool { return system.InNetworkOf(p.PID, func(system.Tables) {}) != nil }

// describeByName uses the kernel's protocol name for a socket that is in none of the tables that were read: one that is
// not bound, is in another network, or has a protocol without ports (net/socket.c, sockfs_xattr_get).
func (p *Process) describeByName(s *Socket) {
	name := make([]byte, 64)
	n, err := unix.Getxattr(procFile(p.PID, fdFile(s.FD)), "system.sockprotoname", name)
	if err != nil || n <= 0 {
		s.Kind = "socket"
		return
	}
	word := unix.ByteSliceToString(name[:n])
	kind, ok := named[word]
	if !ok {
		s.Kind = strings.ToLower(strings.TrimPrefix(word, "AF_"))
		return
	}
	s.made(kind.Domain, kind.Type, kind.Protocol)
	if kind.Inet() && !p.elsewhere() {
		s.State = status.StateUnconnected
		if kind.TCP() && !kind.Multipath() {
			s.State = status.StateClosed
		}
	}
}
