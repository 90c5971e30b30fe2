package engine

import "netnet-tui/sockopts"

// beforeSetting looks at an option that is about to be set, and warns of what the
// kernel would take in silence.
func (t *task) beforeSetting(s *entry, o option, value sockopts.Value) OptionSight {
	if o.entry == nil {
		return OptionSight{}
	}
	s.Condition = t.engine.look(s)
	t.event.Warnings = append(t.event.Warnings, o.entry.Warnings(t.engine.life(s), value)...)
	return OptionSight{Socket: s.ID, Level: o.entry.Level, Name: o.entry.Name, Before: t.glance(s, o), Asked: value.String()}
}

// afterSetting enters in the evidence what has come of it.
func (t *task) afterSetting(s *entry, o option, sight OptionSight) {
	sight.After = t.glance(s, o)
	t.set = append(t.set, sight)
}

// glance reads an option where that is a look that changes nothing; "" where it is
// not, or the kernel refuses.
func (t *task) glance(s *entry, o option) string {
	if !o.entry.Readable() || o.entry.ReadEffect != "" {
		return ""
	}
	r := o.read(t.engine.kernel, s.FD)
	if r.Errno != 0 {
		return ""
	}
	return r.Value.String()
}
