package control

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"netnet-tui/sockets"
)

// pktinfo is struct in_pktinfo of ip(7) or struct in6_pktinfo of ipv6(7): the local address of a packet and its
// interface, 127.0.0.2%lo.
type pktinfo struct{ six bool }

var (
	pktinfo4 = pktinfo{}.form()
	pktinfo6 = pktinfo{six: true}.form()
)

func (p pktinfo) form() Form {
	hint := "an own address such as 127.0.0.2, or 127.0.0.2%lo with the interface"
	if p.six {
		hint = "an own address such as ::1, or ::1%lo with the interface"
	}
	return Form{Hint: hint, Canonical: p.canonical, Encode: p.encode, Decode: p.decode, Trace: p.trace, Same: p.same}
}

func (p pktinfo) canonical(text string) (string, error) {
	address, zone, zoned := strings.Cut(text, "%")
	ip, err := netip.ParseAddr(address)
	switch {
	case err != nil || ip.Is6() != p.six:
		return "", fmt.Errorf("%q is not an address of that family", address)
	case zoned && (zone == "" || len(zone) > 15 || strings.ContainsAny(zone, "/ %")):
		return "", fmt.Errorf("%q is not an interface: write its name or its number", zone)
	}
	if !zoned {
		return ip.String(), nil
	}
	return ip.String() + "%" + zone, nil
}

func (p pktinfo) encode(text string, _ Bench) ([]byte, error) {
	address, zone, _ := strings.Cut(text, "%")
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return nil, err
	}
	index, err := interfaceIndex(zone)
	if err != nil {
		return nil, err
	}
	if p.six {
		raw := ip.As16()
		return order.AppendUint32(raw[:], index), nil
	}
	raw := ip.As4()
	return append(append(order.AppendUint32(nil, index), raw[:]...), 0, 0, 0, 0), nil
}

// interfaceIndex returns the index of an interface, or 0 if none is given.
func interfaceIndex(zone string) (uint32, error) {
	index := sockets.ZoneIndex(zone)
	if n, err := strconv.ParseUint(zone, 10, 32); index == 0 && zone != "" && (err != nil || n != 0) {
		return 0, fmt.Errorf("there is no interface %s here: ip link lists them", zone)
	}
	return index, nil
}

// place decodes a pktinfo: the local address and the interface, 0 for none. For IPv4 it also returns the destination in
// the header.
func (p pktinfo) place(data []byte) (own, header netip.Addr, index uint32, ok bool) {
	switch {
	case p.six && len(data) == 20:
		own = netip.AddrFrom16([16]byte(data))
		return own, own, order.Uint32(data[16:]), true
	case !p.six && len(data) == 12:
		return netip.AddrFrom4([4]byte(data[4:])), netip.AddrFrom4([4]byte(data[8:])), order.Uint32(data), true
	}
	return own, header, 0, false
}

func (p pktinfo) decode(data []byte, _ Bench) (string, bool) {
	own, _, index, ok := p.place(data)
	if !ok {
		return "", false
	}
	text := own.String()
	if name, named := sockets.InterfaceName(index); named {
		text += "%" + name
	} else if index != 0 {
		text += "%" + strconv.Itoa(int(index))
	}
	return text, true
}

// same ignores the interface if text has none.
func (p pktinfo) same(data []byte, text string, b Bench) bool {
	canonical, err := p.canonical(text)
	if err != nil {
		return false
	}
	got, ok := p.decode(data, b)
	if !strings.Contains(canonical, "%") {
		got, _, _ = strings.Cut(got, "%")
	}
	return ok && got == canonical
}

// trace prints the data up to the size of the structure.
func (p pktinfo) trace(data []byte, _ func(int) string) (string, bool) {
	size := 12
	if p.six {
		size = 20
	}
	own, header, index, ok := p.place(data[:min(size, len(data))])
	if !ok {
		return "", false
	}
	if p.six {
		return fmt.Sprintf(`{inet_pton(AF_INET6, "%s", &ipi6_addr), ipi6_ifindex=%s}`, own, sockets.DeviceName(index)), true
	}
	return fmt.Sprintf(`{ipi_ifindex=%s, ipi_spec_dst=inet_addr("%s"), ipi_addr=inet_addr("%s")}`, sockets.DeviceName(index), own, header), true
}

// socketAddress is the form of a struct sockaddr: where a packet was sent to.
var socketAddress = Form{
	Hint: "an address such as 127.0.0.1:80", Canonical: comes, Encode: unsent,
	Decode: func(data []byte, _ Bench) (string, bool) {
		a := sockets.DecodeAddr(data)
		return a.String(), !a.IsZero()
	},
	Trace: func(data []byte, _ func(int) string) (string, bool) {
		return sockets.Brief(sockets.DecodeAddr(data)), true
	},
}

// Place returns the local address and the interface that a control message selects for a packet.
func Place(c sockets.ControlMessage) (own netip.Addr, index uint32, err error) {
	k, ok := ByNumber(c.Level, c.Type)
	if !ok || k.Reach != ReachByPlace {
		return own, 0, errors.New("it names no place")
	}
	own, _, index, ok = pktinfo{six: len(c.Data) == 20}.place(c.Data)
	if !ok {
		return own, 0, errors.New("its length is not that of a place") // the kernel answers EINVAL
	}
	return own, index, nil
}
