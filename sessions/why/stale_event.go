package why

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// staleEvent finds an event of a closed descriptor: a duplicate keeps the socket open, and with it the
// interest list entry, which still has the old number (epoll(7), questions).
func staleEvent(s scene) *Finding {
	for _, w := range s.values.Watched {
		old, ok := s.closedOne(w)
		if !ok {
			continue
		}
		twins := s.twinsOf(old)
		closed, at := old.story.closing()
		n, taken := s.byNumber(w.FD.Number)
		name := old.story.Name
		if taken && n.Name == name { // by a dup3
			name = "the old " + name
		}
		f := found("The event (%s) is that of %s, whose descriptor %d is closed", eventsOf(w.Ready), name, w.FD.Number)
		if at {
			f.Claim += " (" + closed.at() + ")"
			f.because(old.story.Name, "closed", closed.at())
		}
		if len(twins) > 0 {
			f.Claim += fmt.Sprintf(": the socket lives on as %s, and with it the entry of the interest list, under the old number", strings.Join(twins, ", "))
			f.because("the same socket", strings.Join(twins, ", "), "the bench")
		} else {
			f.Claim += ": something keeps the socket open, and with it the entry of the interest list"
			f.but(Likely)
		}
		f.Claim += "."
		if taken && !s.sameSocket(n, old.story.ID) {
			f.Claim += fmt.Sprintf(" %s has that number now, and the event is not about %s.", n.Name, n.Name)
			f.because(n.Name+".fd", fmt.Sprint(w.FD.Number), "the bench")
		}
		f.advise("Take a descriptor off the interest list before it is closed: afterwards no call can name its entry, which stays until the last descriptor of the socket is closed.")
		for _, twin := range twins {
			f.try("close %s", twin)
		}
		return f.see("epoll", "dup")
	}
	return nil
}

// closed is a closed descriptor whose number an event carries.
type closed struct{ story Story }

// closedOne returns the closed descriptor that an event of epoll_wait is about.
func (s scene) closedOne(w engine.Watched) (closed, bool) {
	of := s.past.named(w.FD.Name)
	if w.FD.Name == "" { // a dup3 has given its name away
		of = s.past.closedAs(w.FD.Number)
	}
	for _, story := range slices.Backward(of) {
		if o, ok := s.byNumber(w.FD.Number); ok && o.ID == story.ID {
			return closed{}, false
		}
		if d, ok := story.closing(); ok && d.Call.Errno == "" {
			return closed{story}, true
		}
	}
	return closed{}, false
}

// closedAs returns the closed descriptors that had a number, newest last.
func (p *Past) closedAs(number int) []Story {
	var list []Story
	for _, id := range p.order {
		if s := p.stories[id]; s.Last.Closed && s.Last.Detail != nil && s.Last.Detail.FD == number {
			list = append(list, *s)
		}
	}
	return list
}

// twinsOf returns the names of the open descriptors of the same socket.
func (s scene) twinsOf(c closed) []string {
	var names []string
	for _, o := range s.bench() {
		if !o.Closed && o.Name != "" && s.sameSocket(o, c.story.ID) {
			names = append(names, o.Name)
		}
	}
	return names
}

// byNumber returns the open socket of the bench with a descriptor number in the process that made the call:
// each process has its own numbers.
func (s scene) byNumber(fd int) (status.Observed, bool) {
	for _, o := range s.bench() {
		if !o.Closed && o.Detail != nil && o.Detail.FD == fd && o.Detail.Process == s.detail.Process {
			return o, true
		}
	}
	return status.Observed{}, false
}

// closedEntry finds an epoll_ctl on, or about, a closed descriptor.
func closedEntry(s scene) *Finding {
	for _, name := range []string{s.values.FD.Name, s.values.Other.Name} {
		stories := s.past.named(name)
		o, ok := s.onBench(name)
		if !ok || !o.Closed || len(stories) == 0 {
			continue
		}
		f := found("%s is closed", name).because(name, "closed", "the bench")
		if d, ok := stories[len(stories)-1].closing(); ok {
			f.Claim += " (" + d.at() + ")"
		}
		if name == s.values.FD.Name {
			return f.plus(", and its interest list with it.").advise("Make another epoll.")
		}
		return f.plus(": a closed descriptor can't be named. If it was the last one of its socket, it has left every interest list by itself.").see("epoll_ctl")
	}
	return nil
}

// neverAdded finds an epoll_ctl about a socket that is not on the interest list.
func neverAdded(s scene) *Finding {
	o, ok := s.onBench(s.values.Other.Name)
	if !ok {
		return nil
	}
	if removed := s.removedAt(s.values.FD.Name, o); removed != "" {
		return found("%s is not on the interest list of %s%s.", o.Name, s.whom(), removed).because("the entry", "none", "the call").advise("Add it again.").
			try("epoll_ctl %s add %s in", s.values.FD.Name, o.Name)
	}
	return nil
}

// staleEntry finds an epoll_ctl about a closed descriptor, or about a new descriptor with the same number,
// while the entry of the closed one is still on the list.
func staleEntry(s scene) *Finding {
	other := s.values.Other
	now, open := s.byNumber(other.Number)
	e, _ := s.onBench(s.epollName())
	for _, i := range s.interests(e) {
		if i.FD != other.Number || !i.Gone {
			continue
		}
		f := found("The entry of the number %d on the interest list of %s is that of a socket whose descriptor is closed; a duplicate keeps it open.", i.FD, s.whom()).
			because("the entry", fmt.Sprintf("fd %d", i.FD), "/proc/self/fdinfo")
		if open {
			f.Claim += fmt.Sprintf(" %s has the number now and is not on the list.", now.Name)
		} else {
			f.Claim += " The number is not open now, so no call can name the entry."
		}
		return f.advise("Close the duplicate: the entry goes with the last descriptor of its socket. Next time, DEL before close.").see("epoll_ctl", "dup")
	}
	return nil
}
