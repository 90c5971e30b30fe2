package sockets

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// mostInterfaces bounds the indexes that are asked for names.
const mostInterfaces = 1024

// Interfaces lists the names of the interfaces of this network, in the order of their indexes.
// No file of /proc is needed, which a process behind walls may not have.
func Interfaces() []string {
	var names []string
	for index := uint32(1); index <= mostInterfaces; index++ {
		if name, ok := InterfaceName(index); ok {
			names = append(names, name)
		}
	}
	return names
}

// InterfaceName asks for the name of an interface (netdevice(7), SIOCGIFNAME); false if there is
// none of that index.
func InterfaceName(index uint32) (string, bool) {
	request, err := unix.NewIfreq("")
	if index == 0 || err != nil {
		return "", false
	}
	request.SetUint32(index)
	if askInterface(unix.SIOCGIFNAME, request) != nil {
		return "", false
	}
	return request.Name(), true
}

// askInterface makes a request of netdevice(7).
func askInterface(what uint, request *unix.Ifreq) error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer func() { _ = unix.Close(fd) }()
	return unix.IoctlIfreq(fd, what, request)
}

// interfaceIndex asks for the index of an interface.
func interfaceIndex(name string) (uint32, bool) {
	request, err := unix.NewIfreq(name)
	if err != nil || askInterface(unix.SIOCGIFINDEX, request) != nil {
		return 0, false
	}
	return request.Uint32(), true
}

// Resolve returns the address with the index of the interface that its zone names, as the
// kernel prints it. It fails if this network has no interface of that name.
func (a Addr) Resolve() (Addr, error) {
	zone := a.IP.Addr().Zone()
	if _, err := strconv.ParseUint(zone, 10, 32); zone == "" || err == nil {
		return a, nil
	}
	index, ok := interfaceIndex(zone)
	if !ok {
		return Addr{}, fmt.Errorf("%s is in the zone of an interface %s, and there is none: this network has %s", a, zone, strings.Join(Interfaces(), ", "))
	}
	a.IP = netip.AddrPortFrom(a.IP.Addr().WithZone(zoneName(index)), a.IP.Port())
	return a, nil
}

// zoneIndex is the interface index of an IPv6 zone: a number, or the name of an interface. It
// is 0, which no interface has, if there is none of that name: see [Addr.Resolve].
func zoneIndex(zone string) uint32 {
	if zone == "" {
		return 0
	}
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	index, _ := interfaceIndex(zone)
	return index
}

// zoneName prints an interface index as the zone of an address. The number is
// kept: names can change, and a script reads either.
func zoneName(index uint32) string {
	if index == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(index), 10)
}
