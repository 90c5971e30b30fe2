package sockopts

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// endpoint is struct sockaddr_in or struct sockaddr_in6, written as address and port; a scope follows the address as a
// number.
type endpoint struct{}

func (c endpoint) Parse(text string) ([]byte, error) {
	addr, err := netip.ParseAddrPort(text)
	if err != nil {
		return nil, reject(text, "is not an address with a port", c.Hint())
	}
	var scope uint32
	if zone := addr.Addr().Zone(); zone != "" {
		var why string
		if scope, why = parse32(zone, ""); why != "" {
			return nil, reject(zone, "is not a number of an interface", c.Hint())
		}
	}
	return sockaddrBytes(addr, scope), nil
}

func (c endpoint) Format(raw []byte) string {
	addr, scope, ok := asSockaddr(raw)
	if !ok || len(raw) != len(sockaddrBytes(addr, scope)) {
		return hexText(raw)
	}
	if scope != 0 {
		zone := strconv.FormatUint(uint64(scope), 10)
		addr = netip.AddrPortFrom(addr.Addr().WithZone(zone), addr.Port())
	}
	return addr.String()
}

func (c endpoint) Hint() string { return "ADDRESS:PORT, e.g. 127.0.0.1:80 or [::1]:80" }

func (c endpoint) size() int { return unix.SizeofSockaddrInet6 }

// sockaddrBytes encodes an address as for bind(2).
func sockaddrBytes(addr netip.AddrPort, scope uint32) []byte {
	var raw []byte
	if addr.Addr().Is4() {
		raw = binary.NativeEndian.AppendUint16(raw, unix.AF_INET)
		raw = binary.BigEndian.AppendUint16(raw, addr.Port())
		raw = append(raw, addr.Addr().AsSlice()...)
		return append(raw, make([]byte, unix.SizeofSockaddrInet4-len(raw))...)
	}
	raw = binary.NativeEndian.AppendUint16(raw, unix.AF_INET6)
	raw = binary.BigEndian.AppendUint16(raw, addr.Port())
	raw = append(raw, 0, 0, 0, 0) // sin6_flowinfo
	raw = append(raw, addr.Addr().WithZone("").AsSlice()...)
	return append(raw, word(scope)...)
}

// asSockaddr decodes what sockaddrBytes encodes, followed by zeros or nothing.
func asSockaddr(raw []byte) (addr netip.AddrPort, scope uint32, ok bool) {
	if len(raw) < unix.SizeofSockaddrInet4 {
		return addr, 0, false
	}
	port := binary.BigEndian.Uint16(raw[2:])
	var rest []byte
	switch binary.NativeEndian.Uint16(raw) {
	case unix.AF_INET:
		addr, rest = netip.AddrPortFrom(netip.AddrFrom4([4]byte(raw[4:8])), port), raw[8:]
	case unix.AF_INET6:
		if len(raw) < unix.SizeofSockaddrInet6 || anySet(raw[4:8]) {
			return addr, 0, false
		}
		addr, rest = netip.AddrPortFrom(netip.AddrFrom16([16]byte(raw[8:24])), port), raw[28:]
		scope = binary.NativeEndian.Uint32(raw[24:])
	default:
		return addr, 0, false
	}
	return addr, scope, !anySet(rest)
}

// pathMTU is struct ip6_mtuinfo: an MTU, and the destination of the path, which Linux leaves empty in the answer to
// getsockopt(2).
type pathMTU struct{}

func (c pathMTU) Parse(text string) ([]byte, error) {
	to, mtuText, ok := strings.Cut(" "+text, " mtu=")
	mtu, why := parse32(mtuText, "")
	if !ok || why != "" {
		return nil, reject(text, "has no MTU", c.Hint())
	}
	raw := make([]byte, unix.SizeofSockaddrInet6)
	if to != "" {
		addr, err := endpoint{}.Parse(to[1:])
		if err != nil || len(addr) != len(raw) {
			return nil, reject(text, "is not an end of a path", c.Hint())
		}
		raw = addr
	}
	return append(raw, word(mtu)...), nil
}

func (c pathMTU) Format(raw []byte) string {
	if len(raw) != unix.SizeofIPv6MTUInfo {
		return hexText(raw)
	}
	mtu := "mtu=" + unsigned{}.Format(raw[unix.SizeofSockaddrInet6:])
	if !anySet(raw[:unix.SizeofSockaddrInet6]) {
		return mtu
	}
	to := endpoint{}.Format(raw[:unix.SizeofSockaddrInet6])
	if strings.HasPrefix(to, "hex:") {
		return hexText(raw)
	}
	return to + " " + mtu
}

func (c pathMTU) Hint() string { return "mtu=N, behind [ADDRESS]:PORT where that is known" }

func (c pathMTU) size() int { return unix.SizeofIPv6MTUInfo }

// netIndex is an interface index in network byte order: a script writes the index, with or without htonl().
type netIndex struct{}

func (c netIndex) Parse(text string) ([]byte, error) {
	number := text
	if inner, ok := strings.CutPrefix(text, "htonl("); ok {
		if number, ok = strings.CutSuffix(inner, ")"); !ok {
			return nil, reject(text, "lacks its closing parenthesis", c.Hint())
		}
	}
	index, why := parse32(number, "")
	if why != "" {
		return nil, reject(text, "is not an interface index", c.Hint())
	}
	return binary.BigEndian.AppendUint32(nil, index), nil
}

func (c netIndex) Format(raw []byte) string {
	number, ok := c.number(raw)
	if !ok {
		return hexText(raw)
	}
	return strconv.FormatInt(number, 10)
}

func (c netIndex) traced(raw []byte) string {
	if _, ok := c.number(raw); !ok {
		return hexText(raw)
	}
	return "htonl(" + c.Format(raw) + ")"
}

func (c netIndex) Hint() string { return "the index of an interface, or 0 for none" }

func (c netIndex) number(raw []byte) (int64, bool) {
	if len(raw) != 4 {
		return 0, false
	}
	return int64(binary.BigEndian.Uint32(raw)), true
}
