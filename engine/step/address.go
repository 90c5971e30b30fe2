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
