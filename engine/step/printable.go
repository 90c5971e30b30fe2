package step

import "netnet-tui/sockets"

// Printable returns text as a terminal may show it: see [sockets.Printable].
func Printable(text string) string { return sockets.Printable(text) }

// printable is an address as a person reads it: bytes of a Unix name that a
// terminal would act on are escaped, and no address is nothing.
func printable(a sockets.Addr) string {
	if a.IsZero() {
		return ""
	}
	return Word(a.String())
}
