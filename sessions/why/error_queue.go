package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// errorQueued finds an error that SO_ERROR does not report because it is in the error queue, where IP_RECVERR,
// IPV6_RECVERR, MSG_ZEROCOPY and SO_TIMESTAMPING put theirs (ip(7), sock_queue_err_skb). Poll reports err until the
// queue is empty.
func errorQueued(s scene) *Finding {
	asked := s.call.Name == engine.SysGetsockopt
	if asked && (s.option().name != "SO_ERROR" || !allZero(s.values.Value)) || !asked && s.call.Errno == "" {
		return nil
	}
	if s.flag(engine.MsgErrqueue) || s.after == nil || !has(s.after, engine.PollErr) || s.kind.TCP() && !s.queuesErrors() {
		return nil
	}
	said := "SO_ERROR of %s is 0, but poll still reports err: the report stands in its error queue."
	if !asked {
		said = "Nothing waits in the receive queue of %s, but poll reports err: a report stands in its error queue."
	}
	return found(said, s.whom()).because(s.name+".ready", s.after.Ready, "poll").
		advise("Only recv with MSG_ERRQUEUE takes it out; until then every poll returns at once.").
		try("recv %s 1KiB MSG_ERRQUEUE", s.name).see("IP_RECVERR", "MSG_ERRQUEUE")
}

// queuesErrors reports whether a step asked the kernel to put reports into the error queue.
func (s scene) queuesErrors() bool {
	for _, option := range []string{"IP_RECVERR", "IPV6_RECVERR", "SO_ZEROCOPY", "SO_TIMESTAMPING"} {
		if s.past.number(s.id, option) != 0 {
			return true
		}
	}
	return false
}

// reportTaken says what recv with MSG_ERRQUEUE took.
func (s scene) reportTaken() string {
	if said := s.report(); said != "" {
		return said
	}
	of := "none of what was sent is with it"
	if s.call.Ret > 0 {
		of = step.Counted(s.call.Ret, "byte") + " of what could not be delivered, or of what was sent and is reported"
	}
	return fmt.Sprintf("%s took a report from its error queue: %s. The report itself is a control message, which recvmsg tells.", s.who(), of)
}
