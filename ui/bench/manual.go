package bench

import (
	"netnet-tui/engine"
	"netnet-tui/sockopts"
	"netnet-tui/ui/part"
)

func (b *Bench) manualKey() part.Action {
	return part.Action{Name: "manual", Keys: part.Key("m"), Help: "look up the chosen option, or the errno of the chosen event", Do: part.Do(b.lookUp)}
}

// lookUp opens the reference: from the inspector at the selected option, from the trace at what the
// selected event is about, and otherwise as it was left.
func (b *Bench) lookUp(h part.Host) {
	problem := ""
	switch b.Focus {
	case PaneInspector:
		if row, ok := b.Inspector.Chosen(); ok {
			problem = b.lookUpOption(row)
		}
	case PaneTrace:
		if e, ok := b.Trace.Latest(); ok {
			problem = b.lookUpEvent(e)
		}
	case PaneSockets, PaneScript, PaneFigure:
	}
	if problem != "" {
		h.Fail(problem)
		return
	}
	h.TurnTo(b.manual.Name())
}

func (b *Bench) lookUpOption(row optionRow) (problem string) {
	o := row.option
	if flags := sockopts.Lookup(row.flag); row.flag != "" && len(flags) > 0 {
		o = flags[0]
	}
	if o == nil || !b.manual.OpenOption(o) {
		return "this option is not in the catalogue"
	}
	return ""
}

// lookUpEvent opens the errno that an event ended with, or else the option that it read or set.
func (b *Bench) lookUpEvent(e engine.Event) (problem string) {
	if len(e.Calls) == 0 {
		return ""
	}
	call := e.Calls[len(e.Calls)-1]
	if call.Errno != "" {
		if !b.manual.OpenErrno(call.Errno, string(call.Name)) {
			return "nothing is known about " + call.Errno + " as an error of socket calls"
		}
		return ""
	}
	if call.Name == engine.SysSetsockopt || call.Name == engine.SysGetsockopt {
		find := sockopts.Getting
		if call.Name == engine.SysSetsockopt {
			find = sockopts.Setting
		}
		if o, ok := find(call.Values.Level, call.Values.Option); ok {
			b.manual.OpenOption(o)
		}
	}
	return ""
}
