package engine

import (
	"os"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// life is how far a socket has come, by its latest look, as far as its options care.
func (e *Engine) life(s *entry) sockopts.Life {
	return sockopts.Life{
		Domain: s.Domain, Type: s.Type, Protocol: s.Protocol,
		Bound:      !s.local.IsZero() && !unbound(s.Local),
		Listening:  s.State == step.StateListen,
		Connected:  !s.peer.IsZero() || s.State == "SYN-SENT",
		Connecting: s.State == "SYN-SENT",
		Nonblock:   s.Nonblock,
		Set: func(level, name string) bool {
			for o := range s.handled.asked {
				if o.Level == level && o.Name == name {
					return true
				}
			}
			return false
		},
		Sysctl:  ReadSysctl,
		Capable: e.privileges.has,
	}
}

// ReadSysctl reads a kernel setting, of this network where it is one of networks; false where it has none of that name.
func ReadSysctl(key string) (string, bool) {
	text, err := os.ReadFile(settingFile(key))
	return strings.TrimSpace(string(text)), err == nil
}

// privileges are the capabilities of this process.
type privileges struct {
	effective [2]unix.CapUserData
	initial   bool // they are held in the initial user namespace
}

func readPrivileges() privileges {
	var p privileges
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	_ = unix.Capget(&header, &p.effective[0])
	// Only the initial namespace maps every user to itself (user_namespaces(7)).
	users, _ := os.ReadFile("/proc/self/uid_map")
	p.initial = strings.Join(strings.Fields(string(users)), " ") == "0 0 4294967295"
	return p
}

// capabilities are those that options ask for.
var capabilities = map[string]int{
	"CAP_NET_BROADCAST": unix.CAP_NET_BROADCAST, "CAP_NET_ADMIN": unix.CAP_NET_ADMIN, "CAP_NET_RAW": unix.CAP_NET_RAW,
	"CAP_BPF": unix.CAP_BPF, "CAP_SYS_ADMIN": unix.CAP_SYS_ADMIN,
}

// has tells whether the process has a capability, in the initial user namespace or
// in that of its network. Of one that is not known here the kernel is left to tell.
func (p privileges) has(capability string, initial bool) bool {
	number, ok := capabilities[capability]
	if !ok {
		return true
	}
	return p.effective[number/32].Effective&(1<<(number%32)) != 0 && (p.initial || !initial)
}
