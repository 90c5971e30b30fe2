package sockopts

import (
	"slices"
	"strconv"

	"golang.org/x/sys/unix"
)

// level is one value of the level argument of setsockopt(2).
type level struct {
	number int
	names  []string // the first as printed by strace
}

// levels are the levels of linux/socket.h. IPPROTO_ICMP is left out: its number is that of SOL_SOCKET, and it has no
// options.
var levels = []level{
	{unix.SOL_SOCKET, []string{"SOL_SOCKET"}},
	{unix.SOL_TCP, []string{"SOL_TCP", "IPPROTO_TCP"}},
	{unix.SOL_IP, []string{"SOL_IP", "IPPROTO_IP"}},
	{unix.SOL_IPV6, []string{"SOL_IPV6", "IPPROTO_IPV6"}},
	{unix.SOL_UDP, []string{"SOL_UDP", "IPPROTO_UDP"}},
	{unix.SOL_MPTCP, []string{"SOL_MPTCP"}},
	{unix.SOL_ICMPV6, []string{"SOL_ICMPV6", "IPPROTO_ICMPV6"}},
	{unix.IPPROTO_SCTP, []string{"SOL_SCTP", "IPPROTO_SCTP"}},
	{unix.IPPROTO_UDPLITE, []string{"SOL_UDPLITE", "IPPROTO_UDPLITE"}},
	{unix.SOL_RAW, []string{"SOL_RAW", "IPPROTO_RAW"}},
	{unix.AF_VSOCK, []string{"AF_VSOCK"}},
	{unix.SOL_VSOCK, []string{"SOL_VSOCK"}},
	{unix.SOL_NETLINK, []string{"SOL_NETLINK"}},
	{unix.SOL_PACKET, []string{"SOL_PACKET"}},
	{unix.SOL_TLS, []string{"SOL_TLS"}},
	{unix.SOL_XDP, []string{"SOL_XDP"}},
	{unix.SOL_SMC, []string{"SOL_SMC"}},
	{unix.SOL_MCTP, []string{"SOL_MCTP"}},
	{unix.SOL_ALG, []string{"SOL_ALG"}},
	{unix.SOL_TIPC, []string{"SOL_TIPC"}},
	{unix.SOL_CAN_RAW, []string{"SOL_CAN_RAW"}},
	{unix.SOL_CAN_BASE, []string{"SOL_CAN_BASE"}},
	{unix.SOL_DCCP, []string{"SOL_DCCP"}},
	{unix.SOL_RXRPC, []string{"SOL_RXRPC"}},
	{unix.SOL_PPPOL2TP, []string{"SOL_PPPOL2TP"}},
	{solBluetooth, []string{"SOL_BLUETOOTH"}},
	{unix.SOL_PNPIPE, []string{"SOL_PNPIPE"}},
	{unix.SOL_RDS, []string{"SOL_RDS"}},
	{unix.SOL_IUCV, []string{"SOL_IUCV"}},
	{unix.SOL_CAIF, []string{"SOL_CAIF"}},
	{unix.SOL_NFC, []string{"SOL_NFC"}},
	{unix.SOL_KCM, []string{"SOL_KCM"}},
	{unix.SOL_LLC, []string{"SOL_LLC"}},
	{unix.SOL_X25, []string{"SOL_X25"}},
	{unix.SOL_ATM, []string{"SOL_ATM"}},
	{unix.SOL_AAL, []string{"SOL_AAL"}},
}

// LevelByName finds a level by any of its names: SOL_TCP and IPPROTO_TCP are the same.
func LevelByName(name string) (int, bool) {
	for _, l := range levels {
		if slices.Contains(l.names, name) {
			return l.number, true
		}
	}
	return 0, false
}

// LevelName returns the name of a level as printed by strace, or its number if it has no name.
func LevelName(number int) string {
	for _, l := range levels {
		if l.number == number {
			return l.names[0]
		}
	}
	return strconv.Itoa(number)
}

// KnownLevel reports whether a level has a name.
func KnownLevel(number int) bool {
	return slices.ContainsFunc(levels, func(l level) bool { return l.number == number })
}

// LevelNames returns all names of all levels, the common ones first.
func LevelNames() []string {
	var all []string
	for _, l := range levels {
		all = append(all, l.names...)
	}
	return all
}
