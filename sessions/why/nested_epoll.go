package why

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// isEpollHere reports whether an observed descriptor was made as an epoll; see [scene.epoll] for duplicates.
func isEpollHere(o status.Observed) bool { return o.Detail != nil && o.Detail.Origin == "epoll" }

// innerIsSilent finds a nested epoll that has nothing to report, and why: it is ready only while its own ready
// list has an entry (epoll(7), questions).
func innerIsSilent(s scene, w want) *Finding {
	if w.is(engine.PollIn) || !s.epoll(w.Observed) {
		return nil
	}
	inner := s.wantsOfEpoll(w.Observed)
	if len(inner) == 0 {
		return found("%s has nothing to report: its interest list is empty.", w.Name).because(w.Name+"'s interest list", "0 entries", "the steps so far").
			advise("Add to %s what is to be watched.", w.Name).see("epoll_ctl")
	}
	a := s.about(w.Observed)
	a.inner = w.Name
	f := a.silent(inner)
	if f == nil {
		return nil
	}
	f.Claim = strings.TrimSpace(fmt.Sprintf("%s has nothing to report. %s", w.Name, f.Claim))
	return f.because(w.Name+".ready", w.After.Ready, "poll")
}

// innerPlainly says what would make an epoll ready when nothing is known to hold that up.
func (s scene) innerPlainly(o status.Observed) string {
	if !s.epoll(o) {
		return ""
	}
	a := s.about(o)
	a.inner = o.Name
	return strings.TrimSpace(fmt.Sprintf("%s has nothing to report. %s", o.Name, strings.Join(a.plainly(s.wantsOfEpoll(o)), " ")))
}

// epoll reports whether a descriptor is an epoll, or a duplicate of one.
func (s scene) epoll(o status.Observed) bool {
	return isEpollHere(o) || s.past.Of(s.past.socket(o.ID)).Origin == "epoll"
}

// holds says in parentheses what an epoll has to report.
func (s scene) holds(o status.Observed) string {
	var names []string
	for _, i := range s.interests(o) {
		if has := due(i); has != 0 {
			names = append(names, fmt.Sprintf("%s %s", i.Name, eventsOf(has)))
		}
	}
	if len(names) == 0 {
		return " (it has something to report)"
	}
	return fmt.Sprintf(" (it has to report %s)", strings.Join(names[:min(len(names), mostReady)], "; "))
}

// due returns the events of an interest that are currently ready.
func due(i status.Interest) int {
	ready, _ := step.PollEvents.Parse(i.Ready) // "none" has no events
	if i.Spent {
		return 0
	}
	return ready & (i.Events | engine.PollErr | engine.PollHup)
}

// mostNested is the deepest nesting of epolls, including the outermost (EP_MAX_NESTS in fs/eventpoll.c, plus
// the one being added).
const mostNested = 5

// nestedInACircle finds why an epoll may not watch another: the other already watches it, or the nesting would
// be deeper than the kernel allows (ep_loop_check).
func nestedInACircle(s scene) *Finding {
	e, ok1 := s.onBench(s.values.FD.Name)
	other, ok2 := s.onBench(s.values.Other.Name)
	if !ok1 || !ok2 {
		return nil
	}
	f := found("").because("epoll_ctl", "ELOOP", "the call").see("ELOOP", "epoll_ctl")
	if path := s.pathTo(other, e, mostNested+1); path != nil {
		f.Claim = fmt.Sprintf("%s can't watch %s, because %s watches %s already", e.Name, other.Name, other.Name, e.Name)
		if between := path[1 : len(path)-1]; len(between) > 0 {
			f.Claim += " (by way of " + strings.Join(between, ", ") + ")"
		}
		f.Claim += ": an event would go round in a circle."
		if d, ok := s.addedAt(path[len(path)-2], e.Name); ok {
			f.because(path[len(path)-2], "watches "+e.Name, d.at())
		}
		return f.advise("Take %s off the interest list of %s first.", e.Name, path[len(path)-2]).try("epoll_ctl %s del %s", path[len(path)-2], e.Name)
	}
	within, around := s.depth(other, mostNested+1), s.height(e, mostNested+1)
	if within == 0 {
		return nil
	}
	f.because("within "+other.Name, fmt.Sprint(within-1), "the steps so far").because("around "+e.Name, fmt.Sprint(around), "the steps so far")
	f.Claim = fmt.Sprintf("With %s in %s, %d epolls would stand in each other, and the kernel follows an event through %d.", other.Name, e.Name, within+around+1, mostNested)
	return f.advise("Nest fewer, or add the sockets of an inner one to the outer one itself.")
}

// watchedEpolls returns the epolls on the interest list of another.
func (s scene) watchedEpolls(e status.Observed) []status.Observed {
	var list []status.Observed
	for _, i := range s.interests(e) {
		for _, o := range s.openOf(i) {
			if s.epoll(o) {
				list = append(list, o)
				break
			}
		}
	}
	return list
}

// pathTo returns the names along which one epoll watches another, or nil if there is no path of at most that
// many steps.
func (s scene) pathTo(from, to status.Observed, most int) []string {
	if s.past.same(from.ID, to.ID) {
		return []string{to.Name}
	}
	if most == 0 {
		return nil
	}
	for _, next := range s.watchedEpolls(from) {
		if path := s.pathTo(next, to, most-1); path != nil {
			return append([]string{from.Name}, path...)
		}
	}
	return nil
}

// depth returns how deep epolls are nested within one, counting itself.
func (s scene) depth(e status.Observed, most int) int {
	deepest := 0
	if most > 0 {
		for _, inner := range s.watchedEpolls(e) {
			deepest = max(deepest, s.depth(inner, most-1))
		}
	}
	return deepest + 1
}

// height returns how deep one epoll is nested within others.
func (s scene) height(e status.Observed, most int) int {
	highest := 0
	for _, o := range s.bench() {
		if most > 0 && !o.Closed && o.ID != e.ID && s.epoll(o) && slices.ContainsFunc(s.watchedEpolls(o), func(in status.Observed) bool { return s.past.same(in.ID, e.ID) }) {
			highest = max(highest, 1+s.height(o, most-1))
		}
	}
	return highest
}

// addedAt returns the step that put a descriptor on the interest list of an epoll.
func (s scene) addedAt(epoll, name string) (Deed, bool) {
	e, _ := s.onBench(epoll)
	return s.past.did(e.ID, engine.SysEpollCtl, func(d Deed) bool {
		return d.Call.Errno == "" && d.Call.Values.Other.Name == name && d.Call.Values.Op != step.EpollDel
	})
}
