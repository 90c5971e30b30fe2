package sockets

import (
	"bytes"
	"fmt"
	"net/netip"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// networkDevices lists the interfaces of this thread's network (proc_net(5)), one a line below
// two lines of headings.
const networkDevices = "/proc/thread-self/net/dev"

// Interfaces lists the names of the interfaces of this network.
func Interfaces() []string {
	table, err := os.ReadFile(networkDevices)
	if err != nil {
		return nil
	}
	var names []string
	for line := range bytes.Lines(table) {
		if name, _, ok := bytes.Cut(line, []byte(":")); ok {
			names = append(names, string(bytes.TrimSpace(name)))
		}
	}
	return names
}

// interfaceIndex asks for the index of an interface (netdevice(7), SIOCGIFINDEX).
func interfaceIndex(name string) (uint32, bool) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, false
	}
	defer func() { _ = unix.Close(fd) }()
	request, err := unix.NewIfreq(name)
	if err != nil || unix.IoctlIfreq(fd, unix.SIOCGIFINDEX, request) != nil {
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
		there := "this network has " + strings.Join(Interfaces(), ", ")
		if len(Interfaces()) == 0 {
			there = "write the index of one"
		}
		return Addr{}, fmt.Errorf("%s is in the zone of an interface %s, and there is none: %s", a, zone, there)
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
