package engine

import (
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// beforeSetting looks at an option that is about to be set, and warns of what the
// kernel would take in silence.
func (t *task) beforeSetting(s *entry, o step.Option, value sockopts.Value) OptionSight {
	if t.step.Option != nil {
		if mistake := t.step.Option.Mistake(); mistake != "" {
			t.event.Warnings = append(t.event.Warnings, mistake)
		}
	}
	known, ok := o.Known()
	if !ok {
		return OptionSight{}
	}
	s.Condition = t.engine.look(s)
	t.event.Warnings = append(t.event.Warnings, known.Warnings(t.engine.life(s), value)...)
	return OptionSight{Socket: s.ID, Level: known.Level, Name: known.Name, Fresh: t.engine.fresh[freshKindOf(s)].values[known], Before: t.glance(s, known), Asked: value.String()}
}

// afterSetting remembers what has been asked for, and enters in the evidence what
// has come of it.
func (t *task) afterSetting(s *entry, o step.Option, sight OptionSight) {
	known, ok := o.Known()
	if !ok {
		return
	}
	s.handled.set(known, sight.Asked)
	sight.After = t.glance(s, known)
	t.set = append(t.set, sight)
}

// glance reads an option where that is a look that changes nothing; "" where it is
// not, or the kernel refuses.
func (t *task) glance(s *entry, o *sockopts.Option) string {
	if !o.Readable() || o.ReadEffect != "" {
		return ""
	}
	r := readOption(step.OptionOf(o), t.engine.kernel, s.FD)
	if r.Errno != 0 {
		return ""
	}
	return r.Value.String()
}
