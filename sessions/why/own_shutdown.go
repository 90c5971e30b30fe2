package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// rulesOfShutdown are about what a socket answers that was shut down, on this side or the other.
func rulesOfShutdown() []rule {
	return []rule{
		{"recv-after-own-shutdown", receiving(), []string{""}, receivedAfterOwnShutdown},
		{"send-after-own-shutdown", sending(), []string{"EPIPE"}, sentAfterOwnShutdown},
		{"send-to-a-closed-peer", sending(), []string{"EPIPE"}, sentToClosedPeer},
	}
}

func sending() []engine.Syscall   { return []engine.Syscall{engine.SysSendto, engine.SysWrite} }
func receiving() []engine.Syscall { return []engine.Syscall{engine.SysRecvfrom, engine.SysRead} }

// receivedAfterOwnShutdown finds 0 bytes that the socket's own shutdown makes, not the peer's FIN.
func receivedAfterOwnShutdown(s scene) *Finding {
	if s.call.Ret != 0 || s.values.Size == 0 || s.before == nil || s.kind.Datagrams() {
		return nil
	}
	by, shut := s.past.shut(s.id, engine.ShutRd)
	if !shut && !s.onlyOwnShutdown() || s.peerFinished() || s.kind.TCP() && s.before.State == status.StateClosed {
		return nil
	}
	where := ""
	if shut {
		where = " (" + by.at() + ")"
	}
	untold := fmt.Sprintf("%s was not told, and what it sends can still be received.", s.otherEndFirst())
	if _, wr := s.past.shut(s.id, engine.ShutWr); wr && s.kind.TCP() {
		untold = fmt.Sprintf("%s may still send: as the sending direction is shut down too, the kernel answers with a reset.", s.otherEndFirst())
	}
	if s.kind.Unix() {
		untold = fmt.Sprintf("%s gets EPIPE when it sends.", s.otherEndFirst())
	}
	return found("0 bytes, because %s has shut down its receiving direction itself%s, and nothing waits. %s", s.whom(), where, untold).
		because(s.name+".ready", s.before.Ready, "poll").advise("To end only what is sent, shut down wr.").see("shutdown")
}

// onlyOwnShutdown reports whether TCP has got no FIN, and yet the receiving direction has ended.
func (s scene) onlyOwnShutdown() bool {
	switch s.before.State {
	case status.StateEstablished, status.StateFinWait1, status.StateFinWait2:
		return s.kind.TCP() && !s.kind.Multipath() && has(s.before, engine.PollRdhup)
	}
	return false
}

// peerFinished reports whether the other end has ended its direction: TCP's state says so, or its steps.
func (s scene) peerFinished() bool {
	if s.kind.TCP() && !s.kind.Multipath() {
		switch s.before.State {
		case status.StateCloseWait, status.StateLastAck, status.StateClosing, status.StateTimeWait:
			return true
		}
		return false
	}
	peer, ok := s.past.peer(s.id)
	return ok && s.past.finished(peer.ID)
}

// sentAfterOwnShutdown finds EPIPE of a socket that has ended its sending direction itself.
func sentAfterOwnShutdown(s scene) *Finding {
	if s.before == nil || s.kind.Datagrams() {
		return nil
	}
	by, shut := s.past.shut(s.id, engine.ShutWr)
	if !shut || s.kind.TCP() && s.before.State == status.StateClosed {
		return nil
	}
	fin := "has shut down its sending direction itself"
	if s.kind.TCP() {
		fin = "has sent its FIN: its sending direction was shut down here"
	}
	receives := " Receiving still works."
	if _, rd := s.past.shut(s.id, engine.ShutRd); rd || s.peerFinished() {
		receives = ""
	}
	return found("%s %s (%s), so nothing more can be sent.%s", s.who(), fin, by.at(), receives).
		because("shutdown", "wr", by.at()).advise("Send everything before shutdown wr.").see("shutdown", "EPIPE")
}

// sentToClosedPeer finds EPIPE of a Unix socket whose other end is closed, or receives no more.
func sentToClosedPeer(s scene) *Finding {
	if !s.kind.Unix() || s.kind.Datagrams() {
		return nil
	}
	peer, ok := s.past.peer(s.id)
	if !ok {
		return nil
	}
	if by, closed := s.past.ended(peer.ID); closed {
		return found("%s, the other end of %s, is closed (%s): nobody can receive what %s sends.", by.who(), s.whom(), by.at(), s.whom()).
			because("close", peer.Name, by.at()).advise("Close %s.", s.whom()).see("EPIPE")
	}
	if by, deaf := s.past.shut(peer.ID, engine.ShutRd); deaf {
		return found("%s, the other end of %s, has shut down its receiving direction (%s).", peer.Name, s.whom(), by.at()).
			because("shutdown", "rd", by.at()).advise("%s can still receive what %s sends.", s.who(), peer.Name).see("shutdown", "EPIPE")
	}
	return nil
}
