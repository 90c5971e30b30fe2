package ask

import (
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sessions/output"
)

// page is the answer for people to read.
func (a portAnswer) page() string {
	var b output.Page
	if len(a.Holders) == 0 {
		b.Line("Nobody has port %d in this network.", a.Port)
	} else {
		b.Line("Port %d is held by", a.Port)
	}
	for _, h := range a.Holders {
		b.Line("  %s", holder(h))
	}
	for _, one := range a.Elsewhere {
		b.Line("  in another network namespace, where it is another port: %s %s, seen by %s (process %d)", one.Protocol, one.State, one.Process, one.PID)
	}
	for _, m := range a.Missing {
		b.Line("  %s", m)
	}
	b.Line("")
	b.Line("%-26s%-14s%-14s%s", "bind would answer", "alone", "SO_REUSEADDR", "SO_REUSEPORT")
	for i := 0; i+2 < len(a.Binds); i += 3 {
		one := a.Binds[i]
		b.Line("  %-24s%-14s%-14s%s", one.Protocol+" "+one.Address, one.Answer, a.Binds[i+1].Answer, a.Binds[i+2].Answer)
	}
	a.reasons(&b)
	return b.String()
}

// reasons says why, once for each reason.
func (a portAnswer) reasons(b *output.Page) {
	told := map[string]bool{}
	for _, one := range a.Binds {
		if len(one.Why) == 0 || told[one.Why[0].String()] {
			continue
		}
		if len(told) == 0 {
			b.Line("")
		}
		told[one.Why[0].String()] = true
		with := ""
		if one.Option != "" {
			with = " with " + one.Option
		}
		b.Line("%s %s%s: %s", one.Protocol, one.Address, with, one.Why[0])
	}
}

// holder is a socket with the port, in a line.
func holder(h status.Holder) string {
	said := fmt.Sprintf("%-5s%-12s%-22s", h.Protocol, h.State, h.Local)
	if h.Peer != "" {
		said += " to " + h.Peer
	}
	if h.Device != "" {
		said += " on " + h.Device
	}
	if h.State == status.StateListen {
		said += fmt.Sprintf(" queue %d of %d", h.Queue, h.Backlog+1)
	}
	if h.Left > 0 {
		said += fmt.Sprintf(" for %d s more", int(h.Left.Round(time.Second).Seconds()))
	}
	switch {
	case len(h.Owners) > 0:
		for _, o := range h.Owners {
			said += fmt.Sprintf(" %s (process %d)", o.Name, o.PID)
		}
	case h.Inode != 0:
		said += fmt.Sprintf(" a process of user %d that may not be looked at", h.UID)
	}
	return strings.TrimRight(said, " ")
}
