package again

import (
	"strconv"
	"strings"
)

// Parted is an address without what the kernel may choose of it, and that: the port, the name of a Unix
// socket that bind was given none for (unix(7), autobind), the port of netlink. It is "" where there is none.
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

// How the addresses begin whose kernel-chosen part is not behind a colon.
const (
	netlinkPort = "AF_NETLINK,nl_pid="
	abstract    = "unix:@"
)
