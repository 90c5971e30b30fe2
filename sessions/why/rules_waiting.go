package why

import (
	"slices"

	"netnet-tui/engine"
)

// rulesOfWaiting are the rules about answers of poll, select and epoll, and about every kind of silence.
func rulesOfWaiting() []rule {
	waits := []engine.Syscall{engine.SysPoll, engine.SysSelect, engine.SysEpollWait}
	epollWait, epollCtl := []engine.Syscall{engine.SysEpollWait}, []engine.Syscall{engine.SysEpollCtl}
	well := []string{""}
	return slices.Concat([]rule{
		{"stale-event-of-a-closed-descriptor", epollWait, well, staleEvent},
		{"stale-entry-of-a-closed-descriptor", epollCtl, []string{"ENOENT", "EBADF"}, staleEntry},
		{"watched-descriptor-is-closed", epollCtl, []string{"EBADF"}, closedEntry},
		{"not-on-the-interest-list", epollCtl, []string{"ENOENT"}, neverAdded},
		{"descriptor-is-closed", nil, []string{"EBADF"}, closedBefore},
		{"epolls-in-a-circle", epollCtl, []string{"ELOOP"}, nestedInACircle},
		{"ended-by-a-signal", nil, []string{"EINTR"}, endedBySignal},
		{"watched-descriptor-is-closed", []engine.Syscall{engine.SysPoll, engine.SysSelect}, []string{"", "EBADF"}, closedWatched},
		{"accept-spins-without-descriptors", waits, well, spinsWithoutDescriptors},
		{"completion-in-the-error-queue", waits, well, completionWaits},
		{"report-in-the-error-queue", waits, well, errorQueueHolds},
		{"interest-list-is-empty", epollWait, well, watchesNothing},
	}, rulesOfSilence(), []rule{
		{"not-on-the-interest-list", epollWait, well, notOnTheList},
		{"", receiving(), []string{"EAGAIN"}, nothingSent},
	})
}
