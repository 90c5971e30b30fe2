package again

import (
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// Ports are those that the kernel picked this time, by those it picked before: a step that names one in
// figures is made with the other.
type Ports map[string]string

// Learn takes the ports from what was seen of the same sockets after the same step.
func (p Ports) Learn(was, is engine.Event) {
	if was.Evidence == nil || is.Evidence == nil {
		return
	}
	for _, there := range is.Evidence.Sockets {
		for _, here := range was.Evidence.Sockets {
			if here.Name == there.Name {
				p.pair(here.After, there.After)
			}
		}
	}
}

func (p Ports) pair(here, there *status.Condition) {
	if here == nil || there == nil {
		return
	}
	host, was := parted(here.Local)
	other, is := parted(there.Local)
	if host == other && was != is {
		p[was] = is
	}
}

// Translate is a step with the ports of this time.
func (p Ports) Translate(s engine.Step) engine.Step {
	host, port := parted(string(s.Address))
	if is, ok := p[port]; ok {
		s.Address = step.Address(host + is)
	}
	return s
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
