package sockets

import (
	"fmt"
	"net/netip"

	"golang.org/x/sys/unix"
)

// unspecPrefix is the prefix of an AF_UNSPEC address that otherwise has the contents of an IPv4 address.
const unspecPrefix = "unspec:"

// parseUnspec reads what follows the prefix.
func parseUnspec(text string) (Addr, error) {
	a, err := ParseAddr(text)
	if err != nil {
		return Addr{}, err
	}
	if a.Family != unix.AF_INET {
		return Addr{}, fmt.Errorf("%q is not an IPv4 address: unspec: stands before one, such as unspec:127.0.0.1:80", text)
	}
	return Addr{Family: unix.AF_UNSPEC, Body: string(a.Raw()[familySize:])}, nil
}

// unspec returns the IPv4 address in an AF_UNSPEC address; for any other it is invalid.
func (a Addr) unspec() netip.AddrPort {
	if a.Family != unix.AF_UNSPEC || len(a.Body) < unix.SizeofSockaddrInet4-familySize {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(netip.AddrFrom4([4]byte([]byte(a.Body)[2:6])), uint16(a.Body[0])<<8|uint16(a.Body[1]))
}
