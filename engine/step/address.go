package step

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/sockets"
)

// Address is an address as a script writes it: one that [sockets.ParseAddr] reads, localhost:PORT, or @s and @s.peer,
// the current addresses of a socket.
type Address string

// DatagramPrefix marks the address of a datagram server: udp:127.0.0.1:7000.
const DatagramPrefix = "udp:"

// Server returns the address of a server, and whether it is marked as a datagram server.
func (a Address) Server() (address Address, datagrams bool) {
	text, datagrams := strings.CutPrefix(string(a), DatagramPrefix)
	return Address(text), datagrams
}

// Check returns an error if the address is written wrongly.
func (a Address) Check() error {
	text := string(a)
	if port, ok := strings.CutPrefix(text, "localhost:"); ok {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return fmt.Errorf("%q in %q is not a port: write a number from 0 to 65535", port, text)
		}
		return nil
	}
	_, err := sockets.ParseAddr(text)
	return err
}

// CheckWanted returns an error if the address can't be compared with that of a socket. It also accepts addresses that
// no call takes: the unnamed address of a Unix socket, and addresses of families that a script can't write, as
// [FormatAddr] prints them.
func (a Address) CheckWanted() error {
	if a == "unix:" || strings.HasPrefix(string(a), sockets.Domains.Prefix) {
		return nil
	}
	return a.Check()
}

// Is reports whether got is the address a. read resolves an address as it stands in the script, including @s.
func (a Address) Is(got sockets.Addr, read func(Address) (sockets.Addr, error)) (bool, error) {
	if string(a) == got.String() {
		return true, nil
	}
	if a.CheckWanted() == nil && a.Check() != nil {
		return false, nil
	}
	want, err := read(a)
	return err == nil && want.Matches(got), err
}

// Local reports whether only this machine can reach the address.
func (a Address) Local() bool {
	if strings.HasPrefix(string(a), "localhost:") {
		return true
	}
	parsed, err := sockets.ParseAddr(string(a))
	return err == nil && parsed.Local()
}

// FormatAddr prints an address for people: bytes of a Unix name that would affect a terminal are escaped, and the zero
// address is "".
func FormatAddr(a sockets.Addr) string {
	if a.IsZero() {
		return ""
	}
	return Word(a.String())
}
