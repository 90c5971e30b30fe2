package editor

import (
	"fmt"

	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// Limits returns what limits an option's value on such a socket, in a few words each: its range and unit,
// when it may be set, and what that requires.
func Limits(o *sockopts.Option, s status.Socket) []string {
	var limits []string
	add := func(format, text string) {
		if text != "" {
			limits = append(limits, fmt.Sprintf(format, text))
		}
	}
	switch {
	case !o.Settable():
		add("%s", "read only")
	case !o.Readable():
		add("%s", "set only")
	}
	add("%s", o.Range)
	add("in %s", o.Unit)
	if o.Settable() {
		add("set it %s", string(o.Phase))
	}
	add("needs %s", o.Capability)
	if o.Rescale != "" {
		add("kernel: %s", o.Rescale)
	}
	if o.ReadEffect != "" {
		add("%s", o.ReadEffect)
	}
	if o.InheritedOn(s.Domain, s.Type, s.Protocol) == sockopts.Yes {
		add("%s", "accept passes it on")
	}
	add("%s", o.Manual)
	return limits
}
