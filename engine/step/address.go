package step

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/sockets"
)

// Address is an address as a script writes it: one that [sockets.ParseAddr]
// reads, localhost:PORT, or @s and @s.peer, the addresses of a socket now.
type Address string

// DatagramPrefix marks the address of a server that takes datagrams: udp:127.0.0.1:7000.
const DatagramPrefix = "udp:"

// Server returns the address of a server, and whether it is marked as one that takes datagrams.
func (a Address) Server() (address Address, datagrams bool) {
	text, datagrams := strings.CutPrefix(string(a), DatagramPrefix)
	return Address(text), datagrams
}

// Check reports what is wrong with an address as written.
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

// CheckWanted reports what is wrong with an address that one of a socket is held against. That may
// be one that no call takes: the unnamed address of a Unix socket, or that of a family which no
// script can write, as [FormatAddr] prints it.
func (a Address) CheckWanted() error {
	if a == "unix:" || strings.HasPrefix(string(a), sockets.Domains.Prefix) {
		return nil
	}
	return a.Check()
}

// Is reports whether an address is the one that is written. read reads an address as it stands in
// the script, @s included.
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

// FormatAddr prints an address as a person reads it: bytes of a Unix name that a
// terminal would act on are escaped, and no address is nothing.
func FormatAddr(a sockets.Addr) string {
	if a.IsZero() {
		return ""
	}
	return Word(a.String())
}
