package diff

import (
	"slices"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// took compares the durations of steps that may wait for something. The duration of others only shows how
// busy the machine was.
func (c *comparison) took() {
	all := func(engine.Event, engine.Call) bool { return true } // is shown; only calls that may wait are compared
	if longer(waited(*c.left, mayWait), waited(*c.right, mayWait), longerStep) {
		c.tell(PartTook, "", step.FormatTook(waited(*c.left, all).Seconds()), step.FormatTook(waited(*c.right, all).Seconds()))
	}
}

// waited returns how long a step has waited for something to happen on a socket: in its calls, or between
// them if it repeats them. It only includes the calls for which counts returns true.
func waited(e engine.Event, counts func(engine.Event, engine.Call) bool) time.Duration {
	verb, _ := step.FindVerb(e.Verb)
	switch {
	case verb == nil, verb.Effect == step.EffectSystem:
		return 0
	case e.Step.Within > 0 || len(e.Step.Until) > 0 || verb.Waits > 0 || verb.Answer == step.AnswerTask:
		return time.Duration(e.Took * float64(time.Second))
	}
	var sum time.Duration
	for _, call := range e.Calls {
		if counts(e, call) {
			sum += time.Duration(call.NS) * time.Duration(max(call.Times, 1))
		}
	}
	return sum
}

// mayWait reports whether a call may wait for something to happen on its socket.
func mayWait(e engine.Event, call engine.Call) bool {
	switch call.Name {
	case engine.SysSocket, engine.SysSocketpair, engine.SysBind, engine.SysListen, engine.SysShutdown, engine.SysDup, engine.SysGetsockname, engine.SysGetpeername,
		engine.SysSetsockopt, engine.SysGetsockopt, engine.SysFcntl, engine.SysIoctl:
		return false
	case engine.SysClose: // lingers even on a non-blocking socket
		return true
	}
	if call.Values.Flags&engine.MsgDontwait != 0 && call.Name != engine.SysAccept4 {
		return false
	}
	return e.Evidence == nil || !slices.ContainsFunc(e.Evidence.Sockets, func(o status.Observed) bool {
		return o.Name == call.Values.FD.Name && o.Before != nil && o.Before.Nonblock
	})
}
