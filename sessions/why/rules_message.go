package why

import (
	"slices"

	"netnet-tui/engine"
)

// rulesOfMessages are the rules about answers of datagram sockets, Unix sockets and the error queue.
func rulesOfMessages() []rule {
	sends := []engine.Syscall{engine.SysSendto, engine.SysWrite}
	receives := []engine.Syscall{engine.SysRecvfrom, engine.SysRead}
	well := []string{""}
	return []rule{
		{"unix-peer-takes-its-own-only", []engine.Syscall{engine.SysConnect, engine.SysSendto, engine.SysWrite}, []string{"EPERM"}, peeredWithAnother},
		{"unix-nobody-has-the-name", []engine.Syscall{engine.SysConnect, engine.SysSendto}, []string{"ECONNREFUSED", "EPROTOTYPE"}, nobodyHasTheName},
		{"unix-other-end-gone", sends, []string{"EPIPE", "ECONNREFUSED", "ENOTCONN", "ECONNRESET"}, otherEndGone},
		{"own-shutdown-of-sending", sends, []string{"EPIPE"}, ownShutdown},
		{"unix-receiver-is-slow", sends, []string{"EAGAIN"}, unixFull},
		{"message-too-large", sends, []string{"EMSGSIZE"}, tooLarge},
		{"udp-too-many-segments", sends, []string{"EINVAL"}, tooManySegments},
		{"broadcast-not-allowed", slices.Concat([]engine.Syscall{engine.SysConnect}, sends), []string{"EACCES"}, broadcast},
		{"port-unreachable-came-back", slices.Concat(sends, receives), []string{"ECONNREFUSED"}, portUnreachable},
		{"port-unreachable-came-back", []engine.Syscall{engine.SysGetsockopt}, []string{""}, unreachablePending},
		{"zero-copy-ignored", sends, well, zeroCopyIgnored},
		{"sent-without-a-copy", sends, well, sentWithoutCopy},
		{"datagram-held-back", sends, well, keptDatagram},
		{"datagram-found-nobody", sends, well, foundNobody},
		{"group-without-member", sends, well, sentToGroup},
		{"group-without-interface", sends, []string{"ENETUNREACH"}, noInterface},
		{"datagram-dropped-by-full-receiver", sends, well, receiverFull},
		{"filter-drops-what-comes", sends, well, filteredThere},
		{"message-cut", receives, well, messageCut},
		{"report-in-the-error-queue", slices.Concat([]engine.Syscall{engine.SysGetsockopt}, receives), []string{"", "EAGAIN"}, errorQueued},
		{"datagram-found-nobody", receives, []string{"EAGAIN"}, noAnswerFromNobody},
		{"own-shutdown-of-receiving", receives, []string{"EAGAIN"}, ownReceiving},
		{"no-more-messages", receives, well, otherEndEnded},
	}
}
