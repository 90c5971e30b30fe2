package lesson

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/observe"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// Lacks returns an error that says what a lesson needs but the session does not have, and what to do about
// it: an [*engine.Unavailable]. It returns nil if nothing is missing. It does not check for a lab: a
// session that should have one and cannot does not begin.
func (l *Lesson) Lacks(d script.Doer) error {
	for _, need := range l.Needs {
		switch need.Kind {
		case NeedPrivilege:
			if !observe.ReadPrivileges().Has(need.Name, false) {
				return lacks("the lesson needs %s, which this process does not have: run it as root", need.Name)
			}
		case NeedSysctl:
			if !readable(d, need.Name) {
				return lacks("the lesson needs the setting %s, which this kernel does not have here: uname -r says which kernel it is, and a newer one may have it", need.Name)
			}
		}
	}
	return nil
}

func lacks(format, name string) error {
	return &engine.Unavailable{Reason: fmt.Sprintf(format, name)}
}

// readable reports whether a session can read a sysctl.
func readable(d script.Doer, name string) bool {
	s, _, err := step.ParseLine("sysctl "+name, nil)
	if err != nil {
		return false
	}
	e, err := d.Do(beside(s))
	return err == nil && e.Unmade() == nil
}
