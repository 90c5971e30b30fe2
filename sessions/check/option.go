package check

import (
	"netnet-tui/engine"
	"netnet-tui/sockopts"
)

// set follows a setsockopt, and tells what is wrong with it.
func (b *bench) set(step engine.Step) []string {
	s := b.socket(step.Socket)
	if said := combined(step.Option); said != nil {
		if c, _ := sockopts.Combined(step.Option.Name); c.Is != nil {
			s.set[c.Is] = true
		}
		return said
	}
	o, ok := step.Option.Entry()
	if !ok {
		return nil
	}
	var value sockopts.Value // a bare name has none, unless it is on or off
	if step.Value != nil {
		value, _ = o.Parse(*step.Value)
	}
	said := o.Warnings(b.life(s), value)
	s.set[o] = true
	return said
}

// combined is what is wrong with names that are joined with |.
func combined(o *engine.OptionRef) []string {
	if c, ok := sockopts.Combined(o.Name); ok {
		return []string{c.Sentence()}
	}
	return nil
}
