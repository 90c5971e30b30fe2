package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// endedBy returns the rule for connections that ended in the way called name.
func endedBy(name string) func(scene) *Finding {
	return func(s scene) *Finding {
		if !s.asksAboutEnd() {
			return nil
		}
		e := s.ending()
		if e.name != name {
			return nil
		}
		claim := s.afterEnd(e)
		if claim == "" {
			return nil
		}
		f := found("%s", claim).advise("%s", e.cure).see("reset", s.call.Errno)
		if e.deed.Seq != 0 {
			f.because(string(e.deed.Call.Name), e.deed.Call.Errno, e.deed.at())
		}
		if s.after != nil {
			f.because(s.name+".state", string(s.after.State), "TCP_INFO")
		}
		return f
	}
}

// ending returns how the connection of the socket ended, this event included.
func (s scene) ending() ending {
	if !s.over.asked {
		*s.over = s.next.ending(s.id)
		s.over.asked = true
	}
	return *s.over
}

// asksAboutEnd reports whether the call got its answer because its connection has ended.
func (s scene) asksAboutEnd() bool {
	if s.before == nil || s.before.State == status.StateListen || !s.kind.TCP() && s.call.Errno != "ECONNRESET" && s.call.Errno != "EPIPE" {
		return false
	}
	open := s.after != nil && s.after.State != status.StateClosed
	switch s.call.Errno {
	case "ECONNRESET":
		return true
	case "EPIPE", "ENOTCONN":
		return !open || s.kind.Unix()
	case "":
	default:
		return s.call.Errno == s.next.failure(s.id, 0)
	}
	switch s.call.Name {
	case engine.SysRecvfrom, engine.SysRead:
		return s.call.Ret == 0 && s.values.Size > 0 && !open && !s.flag(engine.MsgErrqueue)
	case engine.SysSendto, engine.SysWrite:
		return connection(s.before.State) && !open
	case engine.SysGetsockopt:
		return pendingError(s.call) != ""
	case engine.SysClose:
		return s.before.State == status.StateClosed
	}
	return false
}

// afterEnd says why the call answered as it did after the connection ended that way; it returns "" if the answer
// has another reason.
func (s scene) afterEnd(e ending) string {
	gone := s.gone(e, true)
	switch s.call.Errno {
	case "":
		return s.wellAfterEnd(e)
	case "EPIPE":
		return gone + ". Nothing can be sent on it any more."
	case "ENOTCONN":
		return gone + "."
	}
	switch {
	case e.how == attempted:
		return gone + ", and this call reports that, once: the next recv answers 0 bytes, the next send EPIPE."
	case e.how == resetSelf && s.call.Errno == "ECONNRESET":
		return gone + ". ECONNRESET says \"by peer\", but no reset came from there."
	}
	return gone + ". This call reports that, once: the next recv answers 0 bytes, the next send EPIPE."
}

// gone says why there is no connection, at the start of a sentence if begins is set.
func (s scene) gone(e ending, begins bool) string {
	switch {
	case e.how == attempted && begins:
		return s.who() + " never had a connection: " + e.did
	case e.how == attempted:
		return s.whom() + " never had a connection: " + e.did
	case begins:
		return "The connection of " + s.whom() + " is gone: " + e.did
	}
	return "the connection of " + s.whom() + " is gone: " + e.did
}

// wellAfterEnd is [scene.afterEnd] for a call that returned no errno.
func (s scene) wellAfterEnd(e ending) string {
	gone, told := s.gone(e, false), ""
	if d, ok := s.told(); ok {
		told = " That was reported already (" + d.at() + ")."
	}
	switch s.call.Name {
	case engine.SysRecvfrom, engine.SysRead:
		if e.how == released {
			return ""
		}
		if e.how == attempted {
			return "0 bytes are not the end of a stream here: " + gone + "." + told
		}
		return "0 bytes: " + gone + "." + told
	case engine.SysSendto, engine.SysWrite:
		return fmt.Sprintf("The kernel took %s from %s, in vain: %s.", step.Counted(s.call.Ret, "byte"), s.whom(), gone)
	case engine.SysGetsockopt:
		if e.how == attempted {
			return "" // it would add nothing to SO_ERROR
		}
		return fmt.Sprintf("%s was pending on %s; reading SO_ERROR has cleared it. %s.", pendingError(s.call), s.whom(), s.gone(e, true))
	case engine.SysClose:
		return fmt.Sprintf("%s is closed, and nothing is sent: %s.", s.who(), gone)
	}
	return ""
}

// told returns the step that reported the error of a connection that has ended.
func (s scene) told() (Deed, bool) {
	return s.past.done(s.id, func(d Deed) bool {
		switch d.Call.Errno {
		case "ECONNRESET", "ECONNREFUSED", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH":
			return true
		}
		return pendingError(d.Call) != ""
	})
}

// pendingError returns the error that a read of SO_ERROR returned, or "" for another call or no error.
func pendingError(c engine.Call) string {
	if c.Name != engine.SysGetsockopt || allZero(c.Values.Value) {
		return ""
	}
	if _, name, value := sockopts.Traced(false, c.Values.Level, c.Values.Option, c.Values.Value); name == "SO_ERROR" {
		return value
	}
	return ""
}
