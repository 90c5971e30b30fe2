package step

import "netnet-tui/sockets"

// Printable returns text made safe for a terminal: see [sockets.Printable].
func Printable(text string) string { return sockets.Printable(text) }
