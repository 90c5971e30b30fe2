package status

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Report is what epoll_wait(2) would report about an entry of an interest list, as far as that can be observed without
// changing anything.
type Report string

// The reports.
const (
	ReportUnknown Report = ""      // none of its descriptors is on the bench
	ReportQuiet   Report = "quiet" // none of the requested events has happened
	ReportDue     Report = "due"   // it would be reported now
	ReportTold    Report = "told"  // ready and edge-triggered: already reported, and nothing new has happened since
	ReportEdge    Report = "edge"  // ready and edge-triggered: whether it was already reported can't be seen
	ReportSpent   Report = "spent" // one-shot and already reported: disarmed until EPOLL_CTL_MOD
)

// Edge reports whether the entry is edge-triggered.
func (i Interest) Edge() bool { return i.Events&unix.EPOLLET != 0 }

// Due returns which of the entry's requested events have happened; errors and hang-ups are always requested. It is 0
// for a disarmed entry.
func (i Interest) Due() int {
	if i.Spent {
		return 0
	}
	ready, _ := sockets.PollEvents.Parse(i.Ready) // none is not an event
	asked := i.Events | unix.EPOLLERR | unix.EPOLLHUP
	if asked&unix.EPOLLRDNORM != 0 {
		asked |= unix.EPOLLIN
	}
	if asked&unix.EPOLLWRNORM != 0 {
		asked |= unix.EPOLLOUT
	}
	return ready & asked & anyEvent
}

// anyEvent is the events that poll(2) and epoll(7) share, without the flags of an entry.
const anyEvent = unix.EPOLLIN | unix.EPOLLPRI | unix.EPOLLOUT | unix.EPOLLRDNORM | unix.EPOLLRDBAND | unix.EPOLLWRNORM | unix.EPOLLWRBAND |
	unix.EPOLLMSG | unix.EPOLLRDHUP | unix.EPOLLERR | unix.EPOLLHUP

// Reports returns the report for each entry of an interest list. The ready list itself is not visible, but an epoll is
// readable exactly while something on it is ready; readable is what poll says about the epoll itself.
func Reports(list []Interest, readable bool) []Report {
	reports := make([]Report, len(list))
	level, edge := 0, 0
	for n, i := range list {
		switch {
		case i.Spent:
			reports[n] = ReportSpent
		case i.Ready == "":
			edge += 2 // it may be what makes the epoll readable
		case i.Due() == 0:
			reports[n] = ReportQuiet
		case !i.Edge():
			reports[n] = ReportDue
			level++
		default:
			reports[n] = ReportEdge
			edge++
		}
	}
	for n := range reports {
		switch {
		case reports[n] != ReportEdge || readable && level+edge > 1:
		case readable:
			reports[n] = ReportDue // nothing else can make the epoll readable
		default:
			reports[n] = ReportTold
		}
	}
	return reports
}
