package step

import (
	"strings"

	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// KindsInWords describes a set of kinds of sockets, such as those that have an option.
func KindsInWords(k *sockopts.Kinds) string {
	text := "every socket"
	if len(k.Only) > 0 {
		if k.Only[0].Domain < 0 {
			return "no socket: headers have the name, and the kernel refuses it"
		}
		text = listed(k.Only) + " sockets"
	}
	if len(k.Except) > 0 {
		text += ", except " + listed(k.Except)
	}
	return text
}

// listed joins several patterns: "TCP, UDP and vsock".
func listed(kinds []sockopts.Kind) string {
	var names []string
	for _, k := range kinds {
		names = append(names, kindWords(k))
	}
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], ", ") + " and " + names[n]
	}
	return names[0]
}

// kindWords names one pattern: "TCP", "IPv6 raw", "raw ICMP".
func kindWords(k sockopts.Kind) string {
	var words []string
	if k.Domain != 0 {
		words = append(words, domainWord(Domains.Format(k.Domain)))
	}
	protocol := ProtocolsOf(unix.AF_INET).Format(k.Protocol)
	// TCP and UDP imply the type of their sockets; other protocols need it.
	if k.Type != 0 && protocol != "IPPROTO_TCP" && protocol != "IPPROTO_UDP" && protocol != "IPPROTO_UDPLITE" {
		words = append(words, typeWord(Types.Format(k.Type)))
	}
	if k.Protocol != 0 {
		words = append(words, protocolWord(protocol))
	}
	return strings.Join(words, " ")
}

func domainWord(name string) string {
	switch name {
	case "AF_INET":
		return "IPv4"
	case "AF_INET6":
		return "IPv6"
	case "AF_UNIX":
		return "Unix"
	case "AF_XDP":
		return "XDP"
	case "AF_SMC":
		return "SMC"
	}
	return strings.ToLower(strings.TrimPrefix(name, "AF_"))
}

func typeWord(name string) string {
	if name == "SOCK_DGRAM" {
		return "datagram"
	}
	return strings.ToLower(strings.TrimPrefix(name, "SOCK_"))
}

func protocolWord(name string) string {
	switch name {
	case "IPPROTO_UDPLITE":
		return "UDP-Lite"
	case "IPPROTO_ICMPV6":
		return "ICMPv6"
	case "IPPROTO_RAW":
		return name
	}
	return strings.TrimPrefix(name, "IPPROTO_")
}
