package why

import (
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// withoutCall says what a step without a system call did and, if it waited in vain, why.
func withoutCall(past *Past, e engine.Event) []Finding {
	s := scene{past: past, next: past.with(e), over: new(ending), event: e}
	if w, ok := s.sleeper(); ok && e.Verb == "join" && e.Failed() {
		return []Finding{s.sleeping(w)}
	}
	said := say(control(e), past.closedBecause(e))
	if o, ok := s.lookedAt(); ok && e.Step.Target.Field == "state" {
		return append(said, say(s.about(o).comes(o)...)...)
	}
	if o, ok := s.lookedAt(); ok && (e.Step.Target.Field == "unsent" || e.Step.Target.Field == "notsent") {
		if h, held := s.about(o).stuck(o); held {
			return append(said, *h.finding(capital(h.claim) + "."))
		}
	}
	if wants := s.wants(); e.Verb == "expect" && len(wants) > 0 {
		if f := s.silent(wants); f != nil {
			return append(said, *f)
		}
		return append(said, say(s.plainly(wants)...)...)
	}
	return said
}

// lookedAt returns the open socket that a failed expect examined.
func (s scene) lookedAt() (status.Observed, bool) {
	if s.event.Verb != "expect" || !s.event.Failed() || s.event.Step.Target == nil {
		return status.Observed{}, false
	}
	o, ok := s.onBench(s.event.Step.Target.Socket)
	return o, ok && o.After != nil && !o.Closed
}

// sleeping says what a call that has not returned is waiting for, and what would end the wait.
func (s scene) sleeping(w status.Sleeper) Finding {
	wants := s.wantsOf(w)
	f := s.silent(wants)
	if f == nil {
		f = found("%s", strings.Join(s.plainly(wants), " "))
	}
	f.Claim = strings.TrimSpace(fmt.Sprintf("%s still sleeps in %s%s. %s", w.Task, w.Verb, s.where(w), f.Claim))
	f.because(w.Task, fmt.Sprintf("asleep for %s", w.For.Round(time.Millisecond)), w.Step)
	if f.Do != "" {
		f.Do += " "
	}
	f.Do += s.wakes(w)
	return *f.try("interrupt %s", w.Task).see(w.Verb, "EINTR")
}

func (s scene) where(w status.Sleeper) string {
	var names []string
	for _, one := range w.Watched {
		names = append(names, one.Socket)
	}
	if w.Socket != "" {
		names = append(names, w.Socket)
	}
	if len(names) == 0 {
		return ""
	}
	return " on " + strings.Join(names, ", ")
}

// wakes says what ends a sleeping call.
func (s scene) wakes(w status.Sleeper) string {
	o, _ := s.onBench(w.Socket)
	other, ok := s.endOf(o)
	who := "the other end"
	if ok && !other.Closed && other.Name != "" {
		who = other.Name
	}
	var by []string
	switch w.Verb {
	case "recv", "recvfrom", "read":
		switch {
		case w.Flags&engine.MsgWaitall != 0 && o.Kind.Stream():
			by = append(by, fmt.Sprintf("all %d bytes (MSG_WAITALL)", w.Size), "the end of the stream")
		case o.Kind.Stream():
			by = append(by, fmt.Sprintf("bytes of %s, or the end of its stream", who))
		default:
			by = append(by, "a message")
		}
		by = append(by, s.expiry(o, "SO_RCVTIMEO")...)
	case "accept":
		by = append(append(by, "a connection"), s.expiry(o, "SO_RCVTIMEO")...)
	case "connect":
		by = append(append(by, "the answer to its SYN, or TCP_SYNCNT attempts without one"), s.expiry(o, "SO_SNDTIMEO")...)
	case "send", "sendto", "write":
		by = append(append(by, "room in the send buffer"), s.expiry(o, "SO_SNDTIMEO")...)
	case "poll", "select", "epoll_wait":
		by = append(by, "an event")
		if w.Timeout > 0 {
			by = append(by, "its timeout of "+step.FormatDuration(w.Timeout))
		}
	case "close":
		by = append(by, "the ACK of everything sent, or the time of SO_LINGER")
	}
	by = append(by, "a signal (interrupt "+w.Task+")")
	said := "What ends it: " + strings.Join(by, ", ") + "."
	if w.Socket != "" && w.Verb != "close" && w.Verb != "connect" && o.Kind != (status.Kind{}) {
		said += " Closing " + w.Socket + " does not."
	}
	return said
}

// expiry describes the timeout after which a call gives up; it returns nil if option is not set.
func (s scene) expiry(o status.Observed, option string) []string {
	limit := optionOf(o, option, "0s")
	if limit == "" || limit == "0s" || limit == "off" {
		return nil
	}
	return []string{fmt.Sprintf("the time of %s (%s)", option, limit)}
}
