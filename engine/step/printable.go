package step

import "netnet-tui/sockets"

// Printable returns text as a terminal may show it: see [sockets.Printable].
func Printable(text string) string { return sockets.Printable(text) }
