package loop

import (
	"cmp"
	"slices"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// call identifies a system call that the loop makes.
type call int

const (
	callAccept4 call = iota
	callRecv
	callSend
	callRecvfrom
	callSendto
	callRecvmsg
	callSendmsg
	callSetsockopt
	callShutdown
	callClose
	callPoll
	callSelect
	callEpollCtl
	callEpollWait
	callUringEnter
	calls
)

var callNames = [calls]string{"accept4", "recvfrom", "sendto", "recvfrom", "sendto", "recvmsg", "sendmsg", "setsockopt", "shutdown", "close",
	"poll", "select", "epoll_ctl", "epoll_wait", "io_uring_enter"}

// callCounts counts calls by answer. Most succeed or would block; other answers are rare.
type callCounts struct {
	well, blocked [calls]uint64
	other         map[answer]uint64
}

type answer struct {
	call  call
	errno unix.Errno
}

func (t *callCounts) add(c call, errno unix.Errno) {
	switch errno {
	case 0:
		t.well[c]++
	case unix.EAGAIN:
		t.blocked[c]++
	default:
		if t.other == nil {
			t.other = map[answer]uint64{}
		}
		t.other[answer{c, errno}]++
	}
}

// list returns the counts, largest first.
func (t *callCounts) list() []status.CallCount {
	sums := map[status.CallCount]uint64{}
	add := func(c call, errno unix.Errno, n uint64) {
		if n > 0 {
			sums[status.CallCount{Name: callNames[c], Errno: sockets.ErrnoName(errno)}] += n
		}
	}
	for c := range calls {
		add(c, 0, t.well[c])
		add(c, unix.EAGAIN, t.blocked[c])
	}
	for a, n := range t.other {
		add(a.call, a.errno, n)
	}
	var list []status.CallCount
	for c, n := range sums {
		c.Count = n
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b status.CallCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Errno, b.Errno))
	})
	return list
}
