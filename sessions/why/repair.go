package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// rulesOfRepair are the rules about a socket in TCP_REPAIR mode, in which a connection can be saved and
// restored elsewhere without sending segments (tcp_sendmsg_locked, tcp_recvmsg_locked and __tcp_close in
// net/ipv4/tcp.c).
func rulesOfRepair() []rule {
	return []rule{
		{"in-repair", sending(), []string{"", "EINVAL"}, sentInRepair},
		{"in-repair", receiving(), []string{"", "EPERM", "EINVAL"}, receivedInRepair},
		{"in-repair", []engine.Syscall{engine.SysClose}, []string{""}, closedInRepair},
		{"in-repair", []engine.Syscall{engine.SysConnect}, []string{""}, connectedInRepair},
	}
}

// The queues selected by TCP_REPAIR_QUEUE (include/uapi/linux/tcp.h).
const (
	noQueue = iota
	receiveQueue
	sendQueue
)

// inRepairNow reports whether the socket has TCP_REPAIR on.
func (s scene) inRepairNow() bool {
	return s.kind.TCP() && s.past.number(s.id, "TCP_REPAIR") == 1
}

// repairFact returns a finding with TCP_REPAIR as evidence.
func (s scene) repairFact(claim string, args ...any) *Finding {
	return found(claim, args...).because(s.name+".TCP_REPAIR", "on", "setsockopt").see("TCP_REPAIR")
}

// sentInRepair finds bytes that were put into a queue, or refused, instead of sent.
func sentInRepair(s scene) *Finding {
	if !s.inRepairNow() {
		return nil
	}
	queue := s.past.number(s.id, "TCP_REPAIR_QUEUE")
	switch {
	case s.call.Errno != "" && queue != noQueue:
		return nil
	case s.call.Errno != "":
		return s.repairFact("%s is in repair (TCP_REPAIR is on), and TCP_REPAIR_QUEUE names no queue that the bytes could be put into. Nothing is sent from a socket in repair.", s.who()).
			advise("Turn TCP_REPAIR off to send, or choose a queue to fill.").try("setsockopt %s TCP_REPAIR off", s.name)
	case queue == receiveQueue:
		return s.repairFact("%s is in repair: %s went into its own receive queue, as if they had come. Nothing was sent.", s.who(), step.Counted(s.call.Ret, "byte"))
	}
	return s.repairFact("%s is in repair: %s went into its send queue and count as sent, but no segment carried them.", s.who(), step.Counted(s.call.Ret, "byte"))
}

// receivedInRepair finds a recv on a socket in repair, which refuses it or only shows a queue with MSG_PEEK.
func receivedInRepair(s scene) *Finding {
	if !s.inRepairNow() {
		return nil
	}
	queue := s.past.number(s.id, "TCP_REPAIR_QUEUE")
	switch {
	case s.call.Errno == "EPERM":
		return s.repairFact("%s is in repair (TCP_REPAIR is on): nothing can be received from it, whatever the process may do; MSG_PEEK shows what the queue has that TCP_REPAIR_QUEUE chooses.", s.who()).
			advise("Turn TCP_REPAIR off to receive.").try("setsockopt %s TCP_REPAIR off", s.name)
	case s.call.Errno == "EINVAL" && queue == noQueue && s.flag(engine.MsgPeek):
		return s.repairFact("%s is in repair, and TCP_REPAIR_QUEUE names no queue that MSG_PEEK could show.", s.who()).
			advise("Choose one.").try("setsockopt %s TCP_REPAIR_QUEUE %d", s.name, receiveQueue)
	case s.call.Errno == "" && queue == sendQueue:
		return s.repairFact("%s is in repair: MSG_PEEK showed %s of its own send queue.", s.who(), step.Counted(s.call.Ret, "byte"))
	}
	return nil
}

// closedInRepair finds a close that is not signaled to the other end.
func closedInRepair(s scene) *Finding {
	if !s.inRepairNow() || s.held() || s.before == nil || !connection(s.before.State) {
		return nil
	}
	still := ""
	if peer, ok := s.next.peer(s.id); ok {
		if o, seen := s.seen(peer.ID); seen && !o.Closed && o.After != nil {
			still = fmt.Sprintf(" (%s)", o.After.State)
		}
	}
	return s.repairFact("%s is closed in repair (TCP_REPAIR is on): its connection is dropped, and neither a FIN nor a reset is sent. %s is not told, and stays as it is%s.", s.who(), s.otherNameFirst(), still).
		advise("Turn TCP_REPAIR off before close to end the connection.")
}

// connectedInRepair finds a connect that sends no SYN or, with no address, no reset.
func connectedInRepair(s scene) *Finding {
	switch {
	case !s.inRepairNow():
		return nil
	case s.values.Addr.IsZero() && (s.before == nil || !connection(s.before.State)):
		return nil
	case s.values.Addr.IsZero():
		return s.repairFact("%s is in repair (TCP_REPAIR is on): its connection is dropped, and no reset is sent. %s is not told.", s.who(), s.otherNameFirst())
	}
	return s.repairFact("%s is in repair (TCP_REPAIR is on): connect sent no SYN, and the socket counts as connected, whoever is at %s.", s.who(), s.to()).
		advise("Turn TCP_REPAIR off before connect for a connection that both ends know.")
}
