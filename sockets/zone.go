package sockets

import (
	"encoding/binary"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// Interfaces returns the names of the interfaces of this network, ordered by index.
func Interfaces() []string {
	names := InterfacesByIndex()
	var list []string
	for _, index := range slices.Sorted(maps.Keys(names)) {
		list = append(list, names[index])
	}
	return list
}

// InterfacesByIndex returns the names of the interfaces of this network by index (rtnetlink(7)). It needs no file of
// /proc, which a confined process may not have.
func InterfacesByIndex() map[int]string {
	answer, err := syscall.NetlinkRIB(unix.RTM_GETLINK, unix.AF_UNSPEC)
	if err != nil {
		return nil
	}
	messages, _ := syscall.ParseNetlinkMessage(answer)
	names := map[int]string{}
	for _, m := range messages {
		if m.Header.Type != unix.RTM_NEWLINK || len(m.Data) < unix.SizeofIfInfomsg {
			continue
		}
		attributes, _ := syscall.ParseNetlinkRouteAttr(&m)
		for _, a := range attributes {
			if a.Attr.Type == unix.IFLA_IFNAME {
				const index = 4 // of struct ifinfomsg, linux/rtnetlink.h
				names[int(int32(binary.NativeEndian.Uint32(m.Data[index:])))] = unix.ByteSliceToString(a.Value)
			}
		}
	}
	return names
}

// InterfaceName returns the name of an interface (netdevice(7), SIOCGIFNAME); false if none has that index.
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

// InterfaceIndex returns the index of the interface with the given name; false if there is none.
func InterfaceIndex(name string) (uint32, bool) {
	request, err := unix.NewIfreq(name)
	if err != nil || askInterface(unix.SIOCGIFINDEX, request) != nil {
		return 0, false
	}
	return request.Uint32(), true
}

// Resolve returns the address with the index of the interface that its zone names, as the kernel prints it, or that a
// packet address names. It fails if this network has no interface of that name.
func (a Addr) Resolve() (Addr, error) {
	if a.Family == unix.AF_PACKET {
		return a.resolveDevice()
	}
	zone := a.IP.Addr().Zone()
	if _, err := strconv.ParseUint(zone, 10, 32); zone == "" || err == nil {
		return a, nil
	}
	index, ok := InterfaceIndex(zone)
	if !ok {
		return Addr{}, fmt.Errorf("%s is in the zone of an interface %s, and there is none: this network has %s", a, zone, strings.Join(Interfaces(), ", "))
	}
	a.IP = netip.AddrPortFrom(a.IP.Addr().WithZone(zoneName(index)), a.IP.Port())
	return a, nil
}

// ZoneIndex returns the interface index of an IPv6 zone, which is a number or the name of an interface. It is 0, which
// is not a valid index, if there is no interface of that name: see [Addr.Resolve].
func ZoneIndex(zone string) uint32 {
	if zone == "" {
		return 0
	}
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	index, _ := InterfaceIndex(zone)
	return index
}

// zoneName returns an interface index as the zone of an address. It stays a number: names can change, and a script may
// contain either.
func zoneName(index uint32) string {
	if index == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(index), 10)
}
