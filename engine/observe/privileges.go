package observe

import (
	"strings"

	"golang.org/x/sys/unix"
)

// Privileges are the capabilities of this process (capabilities(7)).
type Privileges struct {
	effective [2]unix.CapUserData
	initial   bool // they are held in the initial user namespace
}

// ReadPrivileges finds out what this process may do.
func ReadPrivileges() Privileges {
	var p Privileges
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	_ = unix.Capget(&header, &p.effective[0])
	// Only the initial namespace maps every user to itself (user_namespaces(7)).
	p.initial = strings.Join(strings.Fields(string(readFile("/proc/self/uid_map"))), " ") == "0 0 4294967295"
	return p
}

// capabilities are those that options, ports and pipes require.
var capabilities = map[string]int{
	"CAP_NET_BROADCAST": unix.CAP_NET_BROADCAST, "CAP_NET_ADMIN": unix.CAP_NET_ADMIN, "CAP_NET_RAW": unix.CAP_NET_RAW,
	"CAP_NET_BIND_SERVICE": unix.CAP_NET_BIND_SERVICE, "CAP_BPF": unix.CAP_BPF, "CAP_SYS_ADMIN": unix.CAP_SYS_ADMIN,
	"CAP_SYS_RESOURCE": unix.CAP_SYS_RESOURCE,
}

// Has reports whether the process has a capability, in the initial user namespace or in that of its network. It reports
// true for an unknown capability: the kernel will decide.
func (p Privileges) Has(capability string, initial bool) bool {
	number, ok := capabilities[capability]
	if !ok {
		return true
	}
	return p.effective[number/32].Effective&(1<<(number%32)) != 0 && (p.initial || !initial)
}
