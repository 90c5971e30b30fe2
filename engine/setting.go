package engine

import (
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// beforeSetting looks at an option that is about to be set, and warns of what the
// kernel would take in silence.
func (t *task) beforeSetting(s *entry, o step.Option, value sockopts.Value) status.OptionChange {
	if t.step.Option != nil {
		if mistake := t.step.Option.Mistake(); mistake != "" {
			t.event.Warnings = append(t.event.Warnings, mistake)
		}
	}
	known, ok := o.Known()
	if !ok {
		return status.OptionChange{}
	}
	t.engine.observe(s)
	t.event.Warnings = append(t.event.Warnings, known.Warnings(t.engine.observer.Life(&s.Subject), value)...)
	return status.OptionChange{Socket: s.ID, Level: known.Level, Name: known.Name, Fresh: t.engine.observer.FreshValue(&s.Subject, known), Before: t.engine.observer.ReadQuietly(s.FD, known), Asked: value.String()}
}

// afterSetting remembers what has been asked for, and enters in the evidence what
// has come of it.
func (t *task) afterSetting(s *entry, o step.Option, change status.OptionChange) {
	known, ok := o.Known()
	if !ok {
		return
	}
	s.History.Set(known, change.Asked)
	change.After = t.engine.observer.ReadQuietly(s.FD, known)
	t.set = append(t.set, change)
}
