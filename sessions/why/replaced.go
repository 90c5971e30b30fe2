package why

import (
	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// replaced returns what the target of a dup3 was before: dup3 closes it. The bench has given its name away by then.
func replaced(e engine.Event) (status.Observed, bool) {
	if len(e.Calls) == 0 || e.Evidence == nil {
		return status.Observed{}, false
	}
	call := answering(e)
	if call.Name != engine.SysDup3 || call.Errno != "" {
		return status.Observed{}, false
	}
	for _, o := range e.Evidence.Sockets {
		if o.Closed && o.Detail != nil && o.Detail.FD == call.Values.Other.Number {
			o.Name = call.Values.Other.Name
			return o, true
		}
	}
	return status.Observed{}, false
}

// replacing says what the close that is part of a dup3 did.
func (s scene) replacing() *Finding {
	o, ok := replaced(s.event)
	if !ok {
		return nil
	}
	c := s.asClose(o)
	f := c.phenomenon()
	if f == nil {
		f = found("%s", Text(say(c.success()...)))
	}
	f.Claim = Text(say(s.explainDup3()...)) + " " + f.Claim
	return f
}

// asClose returns the scene of a close of the descriptor that a dup3 replaced.
func (s scene) asClose(o status.Observed) scene {
	c := s.about(o)
	c.call = engine.Call{Name: engine.SysClose, NS: s.call.NS, Values: engine.CallValues{FD: engine.Descriptor{Number: s.values.Other.Number, Name: o.Name}}}
	c.values, c.asked, c.brakes = c.call.Values, engine.SysClose, s.brakes
	c.before, c.plainKind, c.old = o.Before, o.Plain, true
	return c
}
