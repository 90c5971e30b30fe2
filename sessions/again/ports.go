package again

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// Ports maps the ports that the kernel picked before to those it picked this time: a step that names one is made with
// the other. It includes the names of Unix sockets that the kernel picked.
type Ports map[string]string

// Learn adds the ports from the evidence of the same sockets after the same step.
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
	host, was := Parted(here.Local)
	other, is := Parted(there.Local)
	if host == other && was != is && !strings.HasPrefix(host, netlinkPort) { // no step names it
		p[was] = is
	}
}

// Translate returns a step with the ports of this time.
func (p Ports) Translate(s engine.Step) engine.Step {
	host, port := Parted(string(s.Address))
	if is, ok := p[port]; ok {
		s.Address = step.Address(host + is)
	}
	return s
}
