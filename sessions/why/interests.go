package why

import (
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// interests returns the interest list of an epoll: as the kernel lists it if that was looked up, otherwise as
// the steps have built it.
func (s scene) interests(epoll status.Observed) []status.Interest {
	if looked := s.lookup().Interests; len(looked) > 0 && epoll.Name == s.epollName() {
		return looked
	}
	var list []status.Interest
	for _, d := range s.past.deeds(epoll.ID) {
		if d.Call.Errno == "" {
			list = afterDeed(list, d.Call)
		}
	}
	list = slices.DeleteFunc(list, func(i status.Interest) bool { return len(s.openOf(i)) == 0 })
	for n := range list {
		i := &list[n]
		open := s.openOf(*i)
		i.Ready, i.Gone = open[0].After.Ready, !slices.ContainsFunc(open, func(o status.Observed) bool { return o.Name == i.Name })
	}
	return list
}

// knowsInterests reports whether the interest list of an epoll is known: it was looked up, or the steps since
// epoll_create1 are remembered.
func (s scene) knowsInterests(epoll status.Observed) bool {
	if e := s.event.Evidence; e != nil && e.Found != nil && epoll.Name == s.epollName() {
		return true
	}
	return slices.ContainsFunc(s.past.deeds(epoll.ID), func(d Deed) bool { return d.Call.Name == engine.SysEpollCreate1 })
}

// afterDeed returns an interest list as a call on its epoll leaves it.
func afterDeed(list []status.Interest, c engine.Call) []status.Interest {
	v := c.Values
	at := slices.IndexFunc(list, func(i status.Interest) bool { return i.FD == v.Other.Number && i.Name == v.Other.Name })
	switch {
	case c.Name == engine.SysEpollWait:
		for n, i := range list {
			if i.Events&engine.EpollOneshot != 0 && reported(v.Watched, i) {
				list[n].Events &= engine.EpollOneshot | engine.EpollET | engine.EpollExclusive
				list[n].Spent = true
			}
		}
	case c.Name != engine.SysEpollCtl:
	case v.Op == step.EpollDel && at >= 0:
		return slices.Delete(list, at, at+1)
	case v.Op == engine.EpollMod && at >= 0:
		list[at].Events, list[at].Spent = v.Flags, false
	case v.Op != step.EpollDel && v.Op != engine.EpollMod:
		return append(list, status.Interest{FD: v.Other.Number, Name: v.Other.Name, Events: v.Flags})
	}
	return list
}

// openOf returns the open descriptors of the socket that an entry is about, beginning with the one that was
// added.
func (s scene) openOf(i status.Interest) []status.Observed {
	stories := s.past.named(i.Name)
	if len(stories) == 0 {
		return nil
	}
	id := stories[len(stories)-1].ID
	var list []status.Observed
	for _, o := range s.bench() {
		if !o.Closed && o.After != nil && s.sameSocket(o, id) {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b status.Observed) int {
		if a.ID == id {
			return -1
		}
		return 0
	})
	return list
}
