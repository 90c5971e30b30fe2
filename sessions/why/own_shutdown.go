package why

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// rulesOfShutdown are the rules about the answers of a socket after a shutdown of its own.
func rulesOfShutdown() []rule {
	return []rule{
		{"recv-after-own-shutdown", receiving(), []string{""}, receivedAfterOwnShutdown},
		{"send-after-own-shutdown", sending(), []string{"EPIPE"}, sentAfterOwnShutdown},
	}
}

func sending() []engine.Syscall   { return []engine.Syscall{engine.SysSendto, engine.SysWrite} }
func receiving() []engine.Syscall { return []engine.Syscall{engine.SysRecvfrom, engine.SysRead} }

// receivedAfterOwnShutdown finds 0 bytes caused by the socket's own shutdown rather than the peer's FIN.
func receivedAfterOwnShutdown(s scene) *Finding {
	if s.call.Ret != 0 || s.values.Size == 0 || s.flag(engine.MsgErrqueue) || s.before == nil || !s.kind.TCP() {
		return nil
	}
	by, shut := s.past.shut(s.id, engine.ShutRd)
	if !shut && !s.onlyOwnShutdown() || s.peerFinished() || s.before.State == status.StateClosed {
		return nil
	}
	where := ""
	if shut {
		where = " (" + by.at() + ")"
	}
	untold := fmt.Sprintf("%s was not told, and what it sends can still be received.", s.otherNameFirst())
	if _, wr := s.past.shut(s.id, engine.ShutWr); wr && !s.multipath() {
		untold = fmt.Sprintf("%s may still send: as the sending direction is shut down too, the kernel answers with a reset.", s.otherNameFirst())
	}
	return found("0 bytes, because %s has shut down its receiving direction itself%s, and nothing waits. %s", s.whom(), where, untold).
		because(s.name+".ready", s.before.Ready, "poll").advise("To end only what is sent, shut down wr.").see("shutdown")
}

// onlyOwnShutdown reports whether the receiving direction has ended although no FIN has arrived.
func (s scene) onlyOwnShutdown() bool {
	return slices.Contains([]status.State{status.StateEstablished, status.StateFinWait1, status.StateFinWait2}, s.before.State) && has(s.before, engine.PollRdhup)
}

// peerFinished reports whether the FIN of the other end has arrived.
func (s scene) peerFinished() bool {
	return slices.Contains([]status.State{status.StateCloseWait, status.StateLastAck, status.StateClosing, status.StateTimeWait}, s.before.State)
}

// sentAfterOwnShutdown finds EPIPE on a socket that has shut down its own sending direction.
func sentAfterOwnShutdown(s scene) *Finding {
	if s.before == nil || !s.kind.TCP() {
		return nil
	}
	by, shut := s.past.shut(s.id, engine.ShutWr)
	if how := s.ending().how; !shut || s.before.State == status.StateClosed && how != released && how != unknown {
		return nil
	}
	receives := " Receiving still works."
	if _, rd := s.past.shut(s.id, engine.ShutRd); rd || s.peerFinished() || s.before.State == status.StateClosed {
		receives = ""
	}
	return found("%s has sent its FIN: its sending direction was shut down here (%s), so nothing more can be sent.%s", s.who(), by.at(), receives).
		because("shutdown", "wr", by.at()).advise("Send everything before shutdown wr.").see("shutdown", "EPIPE")
}
