package ask

import (
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sessions/output"
)

// page returns the answer for people.
func (a portAnswer) page() string {
	var b output.Page
	here, elsewhere := a.parted()
	if len(here) == 0 {
		b.Line("Nobody has port %d in this network.", a.Port)
	} else {
		b.Line("Port %d is held by", a.Port)
	}
	for _, h := range here {
		b.Line("  %s", holder(h))
	}
	if len(elsewhere) > 0 {
		b.Line("In other network namespaces, where the same number is another port:")
	}
	for _, h := range elsewhere {
		b.Line("  %s in %s", holder(h), h.Network)
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

// parted splits the holders into those of this network and those of others.
func (a portAnswer) parted() (here, elsewhere []status.Holder) {
	for _, h := range a.Holders {
		if h.Network == "" {
			here = append(here, h)
		} else {
			elsewhere = append(elsewhere, h)
		}
	}
	return here, elsewhere
}

// reasons says why bind would fail: for each protocol at the first address, with each option.
func (a portAnswer) reasons(b *output.Page) {
	told := map[string]bool{}
	for _, one := range a.Binds {
		key := one.Protocol + one.Option
		if len(one.Why) == 0 || told[key] {
			continue
		}
		if len(told) == 0 {
			b.Line("")
		}
		told[key] = true
		said := one.Why[0].String()
		if told[said] {
			continue
		}
		told[said] = true
		with := ""
		if one.Option != "" {
			with = " with " + one.Option
		}
		b.Line("%s %s%s: %s", one.Protocol, one.Address, with, one.Why[0])
	}
}

// holder describes a socket with the port in a line.
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
			said += fmt.Sprintf(" %s (process %d, descriptor %d)", o.Name, o.PID, o.FD)
		}
	case h.Inode != 0:
		said += fmt.Sprintf(" a process of user %d that is not visible from here", h.UID)
	}
	return strings.TrimRight(said, " ")
}
