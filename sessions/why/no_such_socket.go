package why

import (
	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// pingSocket finds a ping socket that the process may not make: a sysctl holds the groups that may, and by
// default there are none (icmp(7)).
func pingSocket(s scene) *Finding {
	v := s.values
	if v.Type != engine.SockDgram || !pings(step.ProtocolsOf(v.Domain).Format(v.Protocol)) {
		return nil
	}
	const groups = "net.ipv4.ping_group_range"
	f := found("A ping socket may be made by processes of the groups in %s only.", groups).because("socket", s.call.Errno, "the call").see("EACCES", groups)
	if r := s.lookup().Sysctls[groups]; r != "" {
		f.Claim = "A ping socket may be made by processes of the groups in " + groups + " only, which is " + r + " (first and last; 1 0 is nobody)."
		f.because(groups, r, "/proc/sys")
	}
	return f.advise("Widen it, or use SOCK_RAW with CAP_NET_RAW.").try("sysctl %s \"0 2147483647\"", groups)
}

// pings reports whether a protocol is one of ping sockets.
func pings(protocol string) bool { return protocol == "IPPROTO_ICMP" || protocol == "IPPROTO_ICMPV6" }
