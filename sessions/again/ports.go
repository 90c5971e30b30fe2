package again

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// Ports are those that the kernel picked this time, by those it picked before: a step that names one is
// made with the other. The names of Unix sockets that the kernel picked are among them.
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
	host, was := Parted(here.Local)
	other, is := Parted(there.Local)
	if host == other && was != is && !strings.HasPrefix(host, netlinkPort) { // which no step names
		p[was] = is
	}
}

// Translate is a step with the ports of this time.
func (p Ports) Translate(s engine.Step) engine.Step {
	host, port := Parted(string(s.Address))
	if is, ok := p[port]; ok {
		s.Address = step.Address(host + is)
	}
	return s
}
