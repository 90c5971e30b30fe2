package status

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Report is what epoll_wait(2) has to tell of an entry of an interest list, as far as looks that
// change nothing can show it.
type Report string

// The reports.
const (
	ReportUnknown Report = ""      // no descriptor of it is on the bench
	ReportQuiet   Report = "quiet" // nothing that was asked for has happened
	ReportDue     Report = "due"   // it is told now
	ReportTold    Report = "told"  // it is ready, but edge-triggered: that has been told, and nothing is new since
	ReportEdge    Report = "edge"  // it is ready and edge-triggered: whether that has been told does not show
	ReportSpent   Report = "spent" // it is a one-shot that has been told: it is disarmed until EPOLL_CTL_MOD
)

// Edge reports whether it is edge-triggered.
func (i Interest) Edge() bool { return i.Events&unix.EPOLLET != 0 }

// Due is what the entry has of the events that it was asked for, now; errors and hang-ups are always
// asked for. It is 0 for one that is disarmed.
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

// anyEvent are the events that poll(2) and epoll(7) share, without the flags of an entry.
const anyEvent = unix.EPOLLIN | unix.EPOLLPRI | unix.EPOLLOUT | unix.EPOLLRDNORM | unix.EPOLLRDBAND | unix.EPOLLWRNORM | unix.EPOLLWRBAND |
	unix.EPOLLMSG | unix.EPOLLRDHUP | unix.EPOLLERR | unix.EPOLLHUP

// Reports are those of the entries of an interest list, in its order. The ready list is shown nowhere,
// but an epoll is readable exactly while something on it is ready; readable is what poll says of the
// epoll itself.
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
