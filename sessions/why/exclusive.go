package why

import (
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// wokenElsewhere finds an entry with EPOLLEXCLUSIVE that was passed over although its socket is or was ready: the
// kernel puts an event on the ready lists of the epolls in the order they were added, and stops at the first on
// which a call sleeps (epoll_ctl(2); __wake_up_common in kernel/sched/wait.c, ep_poll_callback in fs/eventpoll.c).
func wokenElsewhere(s scene, w want) *Finding {
	if w.entry == nil || w.entry.Events&engine.EpollExclusive == 0 {
		return nil
	}
	other, ok := s.otherWatcher(w)
	if !ok {
		return nil
	}
	e := s.epollName()
	f := found("").because(w.Name+"'s entry", eventsOf(w.entry.Events), "/proc/self/fdinfo").see("EPOLLEXCLUSIVE", "epoll_ctl")
	told, was := s.toldSince(other, w)
	who := other.Name
	if was {
		who = fmt.Sprintf("%s (%s)", other.Name, told.at())
		f.because(other.Name, "reported "+w.Name, told.at())
	}
	switch ready := w.readyOf(anyEvent) & w.entry.Events; {
	case ready != 0:
		f.Claim = fmt.Sprintf("%s is ready (%s), but both %s and %s watch it with EPOLLEXCLUSIVE, and the kernel wakes only one that sleeps: that was %s.", w.Name, eventsOf(ready), e, other.Name, who)
		f.because(w.Name+".ready", w.After.Ready, "poll")
		return f.advise("The one that was woken has to take what is there; the next event wakes again. A MOD is refused for such an entry: DEL and ADD look again.")
	case was && told.T >= s.beganWaiting():
		f.Claim = fmt.Sprintf("%s was ready, and is not any more: both %s and %s watch it with EPOLLEXCLUSIVE, and the event went to %s.", w.Name, e, other.Name, who)
		return f.but(Likely).advise("That is what EPOLLEXCLUSIVE is for; the next event wakes again.")
	}
	return nil
}

// otherWatcher returns another epoll on the bench that watches the entry's socket with EPOLLEXCLUSIVE: one that has
// reported it or, failing that, one on which a call sleeps.
func (s scene) otherWatcher(w want) (status.Observed, bool) {
	var best status.Observed
	name, asked := s.epollName(), s.askedEpoll()
	for _, o := range s.bench() {
		if o.Closed || o.Kind != (status.Kind{}) || o.Name == name || s.past.same(o.ID, asked.ID) {
			continue
		}
		watches := slices.ContainsFunc(s.interests(o), func(i status.Interest) bool {
			return i.Events&engine.EpollExclusive != 0 && slices.ContainsFunc(s.openOf(i), func(one status.Observed) bool { return s.past.same(one.ID, w.ID) })
		})
		if !watches {
			continue
		}
		if _, told := s.toldSince(o, w); told {
			return o, true
		}
		if o.Detail != nil && len(o.Detail.Asleep) > 0 {
			best = o
		}
	}
	return best, best.ID != 0
}

// beganWaiting returns when the call that the scene is about began to wait, in seconds since the session began.
func (s scene) beganWaiting() float64 {
	if sleeper, ok := s.sleeper(); ok {
		return s.event.T - sleeper.For.Seconds()
	}
	return s.event.T + s.event.Took - time.Duration(s.call.NS).Seconds()
}

// toldSince returns the epoll_wait in which another epoll reported a socket. If the event is about a sleeping call,
// only those since that call began to wait count.
func (s scene) toldSince(o status.Observed, w want) (Deed, bool) {
	began := 0.0
	if sleeper, ok := s.sleeper(); ok {
		began = s.event.T - sleeper.For.Seconds()
	}
	return s.past.did(o.ID, engine.SysEpollWait, func(d Deed) bool {
		return d.T >= began && slices.ContainsFunc(d.Call.Values.Watched, func(one engine.Watched) bool { return one.FD.Name == w.Name })
	})
}
