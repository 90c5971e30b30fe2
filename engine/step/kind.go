package step

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Kind is a domain, type and protocol with the single word that scripts use for them.
type Kind struct {
	Word                   string // in a script: tcp, udp6, unix-dgram
	Label                  string // in a table: tcp4, udp6, unix-dgram
	Domain, Type, Protocol int
	Pair                   bool // socketpair can make a pair of them
}

// Kinds returns the kinds of sockets that have a word of their own.
func Kinds() []Kind {
	return []Kind{
		{Word: "tcp", Label: "tcp4", Domain: unix.AF_INET, Type: unix.SOCK_STREAM},
		{Word: "tcp6", Label: "tcp6", Domain: unix.AF_INET6, Type: unix.SOCK_STREAM},
		{Word: "udp", Label: "udp4", Domain: unix.AF_INET, Type: unix.SOCK_DGRAM},
		{Word: "udp6", Label: "udp6", Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM},
		{Word: "unix", Label: "unix", Domain: unix.AF_UNIX, Type: unix.SOCK_STREAM, Pair: true},
		{Word: "unix-dgram", Label: "unix-dgram", Domain: unix.AF_UNIX, Type: unix.SOCK_DGRAM, Pair: true},
		{Word: "unix-seqpacket", Label: "unix-seqpacket", Domain: unix.AF_UNIX, Type: unix.SOCK_SEQPACKET, Pair: true},
		{Word: "mptcp", Label: "mptcp4", Domain: unix.AF_INET, Type: unix.SOCK_STREAM, Protocol: unix.IPPROTO_MPTCP},
	}
}

// KindByWord finds a kind by its word in a script.
func KindByWord(word string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Word == word {
			return k, true
		}
	}
	return Kind{}, false
}

// kindOf finds the kind of a domain, type and protocol.
func kindOf(domain, typ, protocol int) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Domain == domain && k.Type == typ && k.Protocol == protocol {
			return k, true
		}
	}
	return Kind{}, false
}

// KindLabel returns a socket's kind as a table shows it, whether it has a word of its own or not.
func KindLabel(domain, typ, protocol int) string {
	switch { // naming the only possible protocol changes nothing
	case typ == unix.SOCK_STREAM && protocol == unix.IPPROTO_TCP, typ == unix.SOCK_DGRAM && protocol == unix.IPPROTO_UDP:
		protocol = 0
	}
	if k, ok := kindOf(domain, typ, protocol); ok {
		return k.Label
	}
	label := sockets.Domains.Short(domain) + "/" + sockets.Types.Short(typ)
	if protocol != 0 {
		label += "/" + ProtocolsOf(domain).Short(protocol)
	}
	return label
}

// IsInet reports whether sockets of this domain have IP addresses and ports.
func IsInet(domain int) bool { return domain == unix.AF_INET || domain == unix.AF_INET6 }
