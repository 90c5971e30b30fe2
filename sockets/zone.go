package sockets

import (
	"os"
	"strconv"
	"strings"
)

// zoneIndex is the interface index of an IPv6 zone: a number, or a name that
// /proc/net/if_inet6 lists. It is 0, which no interface has, if none is listed.
func zoneIndex(zone string) uint32 {
	if zone == "" {
		return 0
	}
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n)
	}
	table, err := os.ReadFile("/proc/net/if_inet6")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(table)) {
		// address, index (hexadecimal), prefix length, scope, flags, name
		if column := strings.Fields(line); len(column) == 6 && column[5] == zone {
			n, _ := strconv.ParseUint(column[1], 16, 32)
			return uint32(n)
		}
	}
	return 0
}

// zoneName prints an interface index as the zone of an address. The number is
// kept: names can change, and a script reads either.
func zoneName(index uint32) string {
	if index == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(index), 10)
}
