package again

import (
	"strconv"
	"strings"
)

// Parted splits an address into the part that the kernel may choose and the rest: the port, the name of a Unix socket
// for which bind got none (unix(7), autobind), or the port of netlink. chosen is "" if there is no such part.
func Parted(address string) (rest, chosen string) {
	switch {
	case strings.HasPrefix(address, netlinkPort):
		pid, rest, _ := strings.Cut(address[len(netlinkPort):], ",")
		return netlinkPort + rest, pid
	case strings.HasPrefix(address, abstract):
		name := address[len(abstract):]
		if _, err := strconv.ParseUint(name, 16, 20); err == nil && len(name) == 5 {
			return abstract, name
		}
		return address, ""
	case strings.HasPrefix(address, "unix:"):
		return address, ""
	}
	at := strings.LastIndexByte(address, ':')
	if n, err := strconv.ParseUint(address[at+1:], 10, 16); at < 0 || err != nil || n == 0 {
		return address, ""
	}
	return address[:at+1], address[at+1:]
}

// The beginnings of addresses whose kernel-chosen part does not follow a colon.
const (
	netlinkPort = "AF_NETLINK,nl_pid="
	abstract    = "unix:@"
)
