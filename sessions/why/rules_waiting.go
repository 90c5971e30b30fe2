package why

import "netnet-tui/engine"

// rulesOfWaiting are about what poll, select and epoll_wait answer.
func rulesOfWaiting() []rule {
	waits := []engine.Syscall{engine.SysPoll, engine.SysSelect, engine.SysEpollWait}
	return []rule{
		{"low-water-mark-holds-poll", waits, []string{""}, belowLowWater},
	}
}
