package check

import (
	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// set follows a setsockopt and returns what is wrong with it. If another option was meant, remarks about this one would
// only confuse, and are left out.
func (b *bench) set(step engine.Step) []sockopts.Warning {
	s := b.socket(step.Socket)
	said := mistaken(step.Option)
	o, ok := step.Option.Set()
	if !ok {
		return said
	}
	var value sockopts.Value // a bare name has none, unless it is on or off
	if step.Value != nil {
		value, _ = o.Parse(*step.Value)
	}
	if said == nil {
		said = o.Warnings(b.life(s), value)
	}
	s.set[o] = o.Keeps(b.life(s), value)
	return said
}

// mistaken returns what is wrong with the name of an option.
func mistaken(o *step.OptionRef) []sockopts.Warning {
	if mistake := o.Mistake(); mistake != "" {
		return []sockopts.Warning{{Text: mistake}}
	}
	return nil
}
