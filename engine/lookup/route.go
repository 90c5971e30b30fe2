package lookup

import (
	"errors"
	"net/netip"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// routeTypes are the RTN_ constants of linux/rtnetlink.h, as named by ip-route(8).
var routeTypes = map[int]string{
	unix.RTN_UNICAST: "unicast", unix.RTN_LOCAL: "local", unix.RTN_BROADCAST: "broadcast", unix.RTN_ANYCAST: "anycast",
	unix.RTN_MULTICAST: "multicast", unix.RTN_BLACKHOLE: "blackhole", unix.RTN_UNREACHABLE: "unreachable",
	unix.RTN_PROHIBIT: "prohibit", unix.RTN_THROW: "throw",
}

// route finds out where a packet to the address in question would go.
func (f *Finder) route(s *search) {
	to, from := unmapped(s.Asked), unmapped(s.Local)
	if s.Call == sockets.SysBind {
		from = sockets.Addr{}
	}
	s.Route = &status.Route{To: to.IP.Addr().String()}
	route, err := f.routes.To(to, from, s.Device)
	if err != nil {
		s.Route.Errno = sockets.ErrnoName(sockets.Errno(err))
		if errors.Is(err, unix.EBADF) {
			s.Route = nil
			s.failed("the route", err)
		}
		return
	}
	s.Route.Type, s.Route.Device = routeTypes[route.Type], device(route.Device)
	s.Route.Source, s.Route.Via = host(route.Source), host(route.Via)
}

// unmapped returns the IPv4 address in an IPv4-mapped IPv6 address: it is routed as IPv4.
func unmapped(a sockets.Addr) sockets.Addr {
	if !a.IP.IsValid() || !a.IP.Addr().Is4In6() {
		return a
	}
	return sockets.Inet(netip.AddrPortFrom(a.IP.Addr().Unmap(), a.IP.Port()))
}

// host returns an address without its port, or "" if there is none.
func host(a sockets.Addr) string {
	if !a.IP.IsValid() {
		return ""
	}
	return a.IP.Addr().String()
}
