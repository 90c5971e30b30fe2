package why

import (
	"slices"

	"netnet-tui/engine"
)

// rulesOfStreams are the rules about sending on, receiving from and ending a stream.
func rulesOfStreams() []rule {
	var list []rule
	for _, name := range []string{
		attemptFailed, "connection-dissolved", "connection-given-up", "data-after-both-shutdowns", "close-with-zero-linger",
		"close-with-unread-data", "close-with-negative-linger2", "data-after-close", "data-after-given-up", "reset-in-accept-queue",
	} {
		list = append(list, rule{name, endsShow(), nil, endedBy(name)})
	}
	return slices.Concat(rulesOfRepair(), rulesOfUrgentData(), rulesOfFastOpen(), rulesOfShortReceives(), rulesOfSending(), rulesOfShutdown(), list, rulesOfClosing())
}

// endsShow returns the calls whose answers can show that a connection has ended.
func endsShow() []engine.Syscall {
	return []engine.Syscall{engine.SysSendto, engine.SysWrite, engine.SysRecvfrom, engine.SysRead, engine.SysGetsockopt, engine.SysShutdown, engine.SysClose}
}
