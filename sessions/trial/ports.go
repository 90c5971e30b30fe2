package trial

import (
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// ports are those that the kernel picked in the copy, by those it picked on the bench: a step that
// names one in figures is made with the other.
type ports map[string]string

// learn takes the ports from what was seen of the same sockets after the same step.
func (p ports) learn(bench, made engine.Event) {
	if bench.Evidence == nil || made.Evidence == nil {
		return
	}
	for _, there := range made.Evidence.Sockets {
		for _, here := range bench.Evidence.Sockets {
			if here.Name == there.Name {
				p.pair(here.After, there.After)
			}
		}
	}
}

func (p ports) pair(here, there *status.Condition) {
	if here == nil || there == nil {
		return
	}
	host, was := parted(here.Local)
	other, is := parted(there.Local)
	if host == other && was != is {
		p[was] = is
	}
}

// translate is an address with the port of the copy.
func (p ports) translate(a step.Address) step.Address {
	host, port := parted(string(a))
	if is, ok := p[port]; ok {
		return step.Address(host + is)
	}
	return a
}

// parted is an IP address with a port as a step writes it: what stands up to the last colon, and the
// port; no port where it has none.
func parted(address string) (host, port string) {
	at := strings.LastIndexByte(address, ':')
	if strings.HasPrefix(address, "unix:") || strings.HasPrefix(address, "@") || at < 0 {
		return address, ""
	}
	if n, err := strconv.ParseUint(address[at+1:], 10, 16); err != nil || n == 0 {
		return address, ""
	}
	return address[:at+1], address[at+1:]
}
