package status

import (
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

func TestReports(t *testing.T) {
	level := Interest{Events: unix.EPOLLIN, Ready: "in|out"}
	quiet := Interest{Events: unix.EPOLLIN, Ready: "out"}
	edge := Interest{Events: unix.EPOLLIN | unix.EPOLLET, Ready: "in|out"}
	spent := Interest{Events: unix.EPOLLONESHOT, Spent: true, Ready: "in"}
	armed := Interest{Events: unix.EPOLLIN | unix.EPOLLONESHOT, Ready: "in"}
	hung := Interest{Events: unix.EPOLLRDHUP, Ready: "in|hup"}
	normal := Interest{Events: unix.EPOLLRDNORM, Ready: "in"}
	elsewhere := Interest{Events: unix.EPOLLIN}
	for _, tt := range []struct {
		name     string
		list     []Interest
		readable bool
		want     []Report
	}{
		{"level", []Interest{level, quiet}, true, []Report{ReportDue, ReportQuiet}},
		{"one edge, and the epoll is readable", []Interest{edge, quiet}, true, []Report{ReportDue, ReportQuiet}},
		{"one edge, and it is not", []Interest{edge, quiet}, false, []Report{ReportTold, ReportQuiet}},
		{"two edges, and it is not", []Interest{edge, edge}, false, []Report{ReportTold, ReportTold}},
		{"one of two edges", []Interest{edge, edge}, true, []Report{ReportEdge, ReportEdge}},
		{"an edge beside a level", []Interest{edge, level}, true, []Report{ReportEdge, ReportDue}},
		{"an edge beside what is not on the bench", []Interest{edge, elsewhere}, true, []Report{ReportEdge, ReportUnknown}},
		{"one-shots", []Interest{spent, armed}, true, []Report{ReportSpent, ReportDue}},
		{"hang-ups are always asked for", []Interest{hung}, true, []Report{ReportDue}},
		{"normal data is data", []Interest{normal}, true, []Report{ReportDue}},
	} {
		if got := Reports(tt.list, tt.readable); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
