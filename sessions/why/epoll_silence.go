package why

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// silencesOfEpoll returns the silences that only an entry of an interest list can have.
func silencesOfEpoll() []silence {
	return []silence{
		{"one-shot-spent", anyEvent, oneshotSpent},
		{"exclusive-wake-went-elsewhere", anyEvent, wokenElsewhere},
		{"edge-already-told", anyEvent, edgeTold},
		{"nested-epoll-is-silent", engine.PollIn, innerIsSilent},
	}
}

// oneshotSpent finds an entry with EPOLLONESHOT that has reported and is now disarmed (epoll_ctl(2)).
func oneshotSpent(s scene, w want) *Finding {
	if w.entry == nil || !w.entry.Spent {
		return nil
	}
	e := s.epollName()
	f := found("%s is on the interest list of %s with EPOLLONESHOT, and has been reported already%s: it is disarmed, and stays silent until MOD.", w.Name, e, s.toldAt(e, w.entry.FD)).
		because(w.Name+"'s entry", eventsOf(w.entry.Events), "/proc/self/fdinfo").because(w.Name+".ready", w.After.Ready, "poll").see("EPOLLONESHOT", "epoll_ctl")
	if asked, known := s.askedOf(e, w); known && w.readyOf(asked|engine.PollErr|engine.PollHup) == 0 {
		f.Claim += fmt.Sprintf(" Nor is there anything to report: %s is not ready for %s.", w.Name, eventsOf(asked&anyEvent))
	}
	return f.advise("Arm it again with EPOLL_CTL_MOD once the event has been handled.").try("epoll_ctl %s mod %s in oneshot", e, w.Name)
}

// askedOf returns the events that an entry of an epoll was last asked to report, which the kernel forgets once it
// is disarmed.
func (s scene) askedOf(epoll string, w want) (events int, known bool) {
	e, _ := s.onBench(epoll)
	d, known := s.past.done(e.ID, func(d Deed) bool {
		return d.Call.Name == engine.SysEpollCtl && d.Call.Errno == "" && d.Call.Values.Other.Number == w.entry.FD && d.Call.Values.Op != step.EpollDel
	})
	return d.Call.Values.Flags, known
}

// edgeTold finds an edge-triggered entry that is ready but was already reported, with nothing new since (epoll(7)).
func edgeTold(s scene, w want) *Finding {
	if w.entry == nil || w.entry.Events&engine.EpollET == 0 {
		return nil
	}
	ready := w.readyOf(anyEvent) & w.entry.Events
	if ready == 0 {
		return nil
	}
	e := s.epollName()
	f := found("%s is still ready (%s), but edge-triggered: that was reported%s, and nothing new has come since.", w.Name, eventsOf(ready), s.toldAt(e, w.entry.FD)).
		because(w.Name+"'s entry", eventsOf(w.entry.Events), "/proc/self/fdinfo").because(w.Name+".ready", w.After.Ready, "poll").see("EPOLLET", "epoll")
	switch {
	case listens(w.Observed):
		f.Claim = fmt.Sprintf("%s still has %s to accept, but %s is edge-triggered: that was reported%s, and no further one has come since.", w.Name, waitingOf(w.Observed), w.Name, s.toldAt(e, w.entry.FD))
		return f.advise("Accept until EAGAIN after each report, or arm it again with MOD.").try("accept %s nonblock", w.Name)
	case ready&engine.PollIn != 0 && number(w.After.Pending) > 0:
		f.because(w.Name+".pending", fmt.Sprint(*w.After.Pending), "FIONREAD")
		f.Claim = fmt.Sprintf("%s still has %s, but it is edge-triggered: that was reported%s, and nothing new has come since.", w.Name, step.Counted(*w.After.Pending, "byte"), s.toldAt(e, w.entry.FD))
		return f.advise("Receive until EAGAIN after each report, or arm it again with MOD.").try("epoll_ctl %s mod %s in et", e, w.Name)
	case ready&engine.PollOut != 0 && ready&engine.PollIn == 0:
		return f.advise("Send until EAGAIN: out is reported again when room comes back. Or arm it again with MOD.").try("epoll_ctl %s mod %s out et", e, w.Name)
	}
	if s.epoll(w.Observed) {
		return f.advise("Ask %s with epoll_wait until it has nothing to report, after each report; or arm it again with MOD.", w.Name).try("epoll_wait %s", w.Name)
	}
	return f.advise("Receive until EAGAIN after each report, or arm it again with MOD.")
}

// waitingOf says how many connections wait at a listener.
func waitingOf(o status.Observed) string {
	if o.After.Queue == nil {
		return "a connection"
	}
	return step.Counted(*o.After.Queue, "connection")
}

// readyOf returns the bits of mask that poll reports for a socket now.
func (w want) readyOf(mask int) int {
	bits, _ := step.PollEvents.Parse(w.After.Ready) // "none" gives no bits
	return bits & mask
}

// toldAt says in parentheses which step last reported a descriptor of an epoll.
func (s scene) toldAt(epoll string, fd int) string {
	e, _ := s.onBench(epoll)
	for _, d := range slices.Backward(s.past.deeds(e.ID)) {
		if d.Call.Name == engine.SysEpollWait && slices.ContainsFunc(d.Call.Values.Watched, func(w engine.Watched) bool { return w.FD.Number == fd }) {
			return " (" + d.at() + ")"
		}
	}
	return ""
}

// epollName returns the name of the epoll that was asked.
func (s scene) epollName() string {
	if w, ok := s.sleeper(); ok && s.event.Verb == "join" && s.inner == "" {
		return w.Socket
	}
	return cmp.Or(s.inner, s.values.FD.Name, s.name)
}

// eventsOf formats the events of an interest as a script writes them.
func eventsOf(events int) string {
	if events == 0 {
		return "nothing"
	}
	return strings.ReplaceAll(step.EpollEvents.Short(events), "|", ",")
}

// watchesNothing finds an epoll whose interest list is empty.
func watchesNothing(s scene) *Finding {
	e := s.epollName()
	o, ok := s.onBench(e)
	if !ok || !s.knowsInterests(o) || s.call.Errno != "" || s.call.Ret != 0 || len(s.interests(o)) > 0 {
		return nil
	}
	f := found("The interest list of %s is empty, so nothing can be reported.", e).because(e+"'s interest list", "0 entries", "/proc/self/fdinfo").see("epoll_ctl")
	if gone := s.goneFrom(e); gone != "" {
		f.Claim = "The interest list of " + e + " is empty: " + gone + "."
	}
	return f.advise("Add what is to be watched: epoll_ctl with ADD.")
}

// notOnTheList finds a socket that is readable but not on the interest list.
func notOnTheList(s scene) *Finding {
	e := s.epollName()
	epoll, ok := s.onBench(e)
	if !ok || !s.knowsInterests(epoll) || s.call.Ret != 0 {
		return nil
	}
	list := s.interests(epoll)
	for _, o := range s.bench() {
		if o.Closed || o.After == nil || o.Name == e || !has(o.After, engine.PollIn) || s.watches(list, o) || o.Kind == (status.Kind{}) {
			continue
		}
		f := found("%s is readable%s, but it is not on the interest list of %s%s.", o.Name, readable(o, false), e, s.removedAt(e, o)).
			because(o.Name+".ready", o.After.Ready, "poll").because(e+"'s interest list", fmt.Sprintf("%d others", len(list)), "/proc/self/fdinfo").see("epoll_ctl")
		f.Claim = fmt.Sprintf("Nothing that %s watches is ready. %s", e, f.Claim)
		return f.advise("Add it, if %s is to report it.", e).try("epoll_ctl %s add %s in", e, o.Name)
	}
	return nil
}

// watches reports whether a descriptor of a socket is on the interest list of the epoll.
func (s scene) watches(list []status.Interest, o status.Observed) bool {
	return slices.ContainsFunc(list, func(i status.Interest) bool {
		return slices.ContainsFunc(s.openOf(i), func(other status.Observed) bool { return other.ID == o.ID })
	})
}

// removedAt says which step removed a socket from an interest list.
func (s scene) removedAt(epoll string, o status.Observed) string {
	e, _ := s.onBench(epoll)
	for _, d := range slices.Backward(s.past.deeds(e.ID)) {
		if d.Call.Name == engine.SysEpollCtl && d.Call.Errno == "" && d.Call.Values.Other.Name == o.Name && d.Call.Values.Op == step.EpollDel {
			return " any more: DEL took it off (" + d.at() + ")"
		}
	}
	return ""
}

// goneFrom says what became of the last entry of an interest list.
func (s scene) goneFrom(epoll string) string {
	e, _ := s.onBench(epoll)
	deeds := s.past.deeds(e.ID)
	for _, d := range slices.Backward(deeds) {
		if d.Call.Name != engine.SysEpollCtl || d.Call.Errno != "" {
			continue
		}
		name := d.Call.Values.Other.Name
		if d.Call.Values.Op == step.EpollDel {
			return fmt.Sprintf("%s was taken off it (%s)", name, d.at())
		}
		for _, story := range s.past.named(name) {
			if closed, ok := s.past.ended(story.ID); ok {
				return fmt.Sprintf("%s left it when its last descriptor was closed (%s)", name, closed.at())
			}
		}
	}
	return ""
}

// watchesItself reports whether epoll_ctl was given the same epoll twice, perhaps by different descriptors.
func (s scene) watchesItself() bool {
	e, ok1 := s.onBench(s.values.FD.Name)
	other, ok2 := s.onBench(s.values.Other.Name)
	return ok1 && ok2 && (e.Name == other.Name || e.ID != other.ID && s.past.same(e.ID, other.ID))
}
