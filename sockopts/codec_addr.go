package sockopts

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// ipv4 is struct in_addr.
type ipv4 struct{}

func (c ipv4) Parse(text string) ([]byte, error) {
	addr, err := netip.ParseAddr(text)
	if err != nil || !addr.Is4() {
		return nil, reject(text, "is not an IPv4 address", c.Hint())
	}
	return addr.AsSlice(), nil
}

func (c ipv4) Format(raw []byte) string {
	if len(raw) != 4 {
		return hexText(raw)
	}
	return netip.AddrFrom4([4]byte(raw)).String()
}

func (c ipv4) Hint() string { return "an IPv4 address of this machine, e.g. 127.0.0.1" }

// group4 is struct ip_mreq, or struct ip_mreqn if an interface index is given.
type group4 struct{}

func (c group4) Parse(text string) ([]byte, error) {
	body, indexText, indexed := strings.Cut(text, "%")
	groupText, localText, located := strings.Cut(body, ",")
	group, err := netip.ParseAddr(groupText)
	if err != nil || !group.Is4() {
		return nil, reject(groupText, "is not an IPv4 group", c.Hint())
	}
	local := netip.IPv4Unspecified()
	if located {
		if local, err = netip.ParseAddr(localText); err != nil || !local.Is4() {
			return nil, reject(localText, "is not an IPv4 address of an interface", c.Hint())
		}
	}
	raw := append(group.AsSlice(), local.AsSlice()...)
	if indexed {
		index, why := parse32(indexText, "")
		if why != "" {
			return nil, reject(indexText, "is not an interface index", c.Hint())
		}
		raw = append(raw, word(index)...)
	}
	return raw, nil
}

func (c group4) Format(raw []byte) string {
	if len(raw) != unix.SizeofIPMreq && len(raw) != unix.SizeofIPMreqn {
		return hexText(raw)
	}
	text := ipv4{}.Format(raw[:4]) + "," + ipv4{}.Format(raw[4:8])
	if len(raw) == unix.SizeofIPMreqn {
		text += "%" + integer{}.Format(raw[8:])
	}
	return text
}

func (c group4) Hint() string {
	return "GROUP,ADDRESS of the interface, e.g. 239.1.1.1,127.0.0.1, or GROUP,ADDRESS%INDEX"
}

func (c group4) size() int { return unix.SizeofIPMreqn }

// addr6Index is an IPv6 address and an interface index: struct ipv6_mreq, and struct in6_pktinfo, which has the same
// layout. Index 0 leaves the choice to the kernel.
type addr6Index struct{ hint string }

func (c addr6Index) Parse(text string) ([]byte, error) {
	addrText, indexText, indexed := strings.Cut(text, ",")
	addr, err := netip.ParseAddr(addrText)
	if err != nil || !addr.Is6() || addr.Zone() != "" {
		return nil, reject(addrText, "is not an IPv6 address", c.hint)
	}
	var index uint32
	if indexed {
		var why string
		if index, why = parse32(indexText, ""); why != "" {
			return nil, reject(indexText, "is not an interface index", c.hint)
		}
	}
	return append(addr.AsSlice(), word(index)...), nil
}

func (c addr6Index) Format(raw []byte) string {
	if len(raw) != 20 {
		return hexText(raw)
	}
	addr := netip.AddrFrom16([16]byte(raw[:16]))
	return addr.String() + "," + strconv.Itoa(int(int32(binary.NativeEndian.Uint32(raw[16:]))))
}

func (c addr6Index) Hint() string { return c.hint }

func (c addr6Index) size() int { return 20 }
