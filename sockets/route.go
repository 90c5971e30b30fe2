package sockets

import (
	"encoding/binary"
	"net/netip"

	"golang.org/x/sys/unix"
)

// Routes asks the kernel where it would send packets (rtnetlink(7)).
type Routes struct{ link *netlink }

// OpenRoutes opens a descriptor for requests. If that fails, all requests fail.
func OpenRoutes() Routes { return Routes{openNetlink(unix.NETLINK_ROUTE)} }

// Raised returns the Routes after moving its descriptor to a high number.
func (r Routes) Raised() Routes {
	r.link.raise()
	return r
}

// Close closes the descriptor.
func (r Routes) Close() { r.link.close() }

// Route is where a packet would go.
type Route struct {
	Type   int    // RTN_
	Device uint32 // the index of the interface
	Source Addr   // the source address that would be used
	Via    Addr   // the gateway; zero if there is none
}

// To returns the route of a packet, from an address if that is set, and through the interface with an index if that is
// not 0. The error is what the sender of the packet would get.
func (r Routes) To(to, from Addr, device uint32) (Route, error) {
	bits := byte(32)
	if to.Family == unix.AF_INET6 {
		bits = 128
		if device == 0 {
			device = ZoneIndex(to.IP.Addr().Zone())
		}
	}
	body := append([]byte{byte(to.Family), bits}, make([]byte, unix.SizeofRtMsg-2)...) // struct rtmsg
	body = appendAttribute(body, unix.RTA_DST, to.IP.Addr().AsSlice())
	if from.Family == to.Family && !from.Any() {
		body[2] = bits
		body = appendAttribute(body, unix.RTA_SRC, from.IP.Addr().AsSlice())
	}
	if device != 0 {
		body = appendAttribute(body, unix.RTA_OIF, binary.NativeEndian.AppendUint32(nil, device))
	}
	answer, err := r.link.one(unix.RTM_GETROUTE, body)
	if err != nil {
		return Route{}, err
	}
	if len(answer) < unix.SizeofRtMsg {
		return Route{}, unix.EBADMSG
	}
	const kind = 7 // rtm_type
	route := Route{Type: int(answer[kind])}
	for number, value := range attributes(answer[unix.SizeofRtMsg:]) {
		switch number {
		case unix.RTA_OIF:
			route.Device = binary.NativeEndian.Uint32(value)
		case unix.RTA_PREFSRC:
			route.Source = bareAddr(value)
		case unix.RTA_GATEWAY:
			route.Via = bareAddr(value)
		}
	}
	return route, nil
}

// bareAddr returns an address without a port.
func bareAddr(value []byte) Addr {
	ip, ok := netip.AddrFromSlice(value)
	if !ok {
		return Addr{}
	}
	return Inet(netip.AddrPortFrom(ip, 0))
}

// appendAttribute appends an attribute to a request (rtnetlink(3)).
func appendAttribute(body []byte, number uint16, value []byte) []byte {
	order := binary.NativeEndian
	body = order.AppendUint16(body, uint16(unix.SizeofRtAttr+len(value)))
	body = append(order.AppendUint16(body, number), value...)
	return append(body, make([]byte, -len(body)&3)...)
}
