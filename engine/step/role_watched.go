package step

import (
	"maps"
	"slices"

	"golang.org/x/sys/unix"
)

// The descriptors of epoll_ctl and epoll_wait.
var (
	RoleEpoll   Role = &epollRole{socketRole{"socket", func(s *Step) *string { return &s.Socket }}}
	RoleWatched Role = &watchedRole{socketRole{"other", func(s *Step) *string { return &s.Other }}} // what is added, changed or removed
)

// epollRole is the name of an epoll.
type epollRole struct{ socketRole }

func (*epollRole) complete(at place) []string {
	if len(at.Watched) == 0 {
		return at.Bench
	}
	return slices.Sorted(maps.Keys(at.Watched))
}

// watchedRole is the name of a descriptor that an epoll instance watches, or is to watch.
type watchedRole struct{ socketRole }

// complete offers to add what is not on the interest list, and otherwise what is on it.
func (*watchedRole) complete(at place) []string {
	epoll := at.arguments[0]
	watched, known := at.Watched[epoll]
	op, err := EpollOps.Parse(at.arguments[1])
	switch {
	case !known || err != nil:
		return at.Bench
	case op != unix.EPOLL_CTL_ADD:
		return watched
	}
	return slices.DeleteFunc(slices.Clone(at.Bench), func(name string) bool { return name == epoll || slices.Contains(watched, name) })
}
