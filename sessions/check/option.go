package check

import (
	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// set follows a setsockopt and returns what is wrong with it. Where another option was
// meant, remarks about this one would only confuse, and are left out.
func (b *bench) set(step engine.Step) []string {
	s := b.socket(step.Socket)
	said := mistaken(step.Option)
	o, ok := step.Option.Set()
	if !ok {
		return said
	}
	if said == nil {
		var value sockopts.Value // a bare name has none, unless it is on or off
		if step.Value != nil {
			value, _ = o.Parse(*step.Value)
		}
		said = o.Warnings(b.life(s), value)
	}
	s.set[o] = true
	return said
}

// mistaken returns what is wrong with how an option is named.
func mistaken(o *step.OptionRef) []string {
	if mistake := o.Mistake(); mistake != "" {
		return []string{mistake}
	}
	return nil
}
