package why

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// mostReady is the most ready sockets that one event describes.
const mostReady = 3

func (s scene) explainReady() []string {
	ready := slices.DeleteFunc(slices.Clone(s.values.Watched), func(w engine.Watched) bool { return w.Ready == 0 })
	if s.call.Ret == 0 {
		return []string{s.noneReady()}
	}
	var said []string
	listed := 0
	for ; listed < len(ready) && len(said) < mostReady; listed++ {
		said = append(said, s.readySocket(ready[listed])...)
	}
	if len(said) == 0 {
		return []string{fmt.Sprintf("%s: %s ready.", s.call.Name, count(s.call.Ret, "descriptor"))}
	}
	if more := len(ready) - listed; more > 0 {
		said = append(said, fmt.Sprintf("%d more are ready.", more))
	}
	return said
}

func (s scene) noneReady() string {
	who := "None of the sockets is ready"
	if s.call.Name == engine.SysEpollWait {
		who = fmt.Sprintf("Nothing is on the ready list of %s", s.whom())
	}
	switch timeout := s.values.Timeout; {
	case timeout == 0:
		return who + "; the timeout was 0, so the call looked and returned."
	case timeout > 0:
		return fmt.Sprintf("%s; the call slept for its timeout of %s.", who, timeout)
	}
	return who + "."
}

// readySocket says what a ready socket is ready for.
func (s scene) readySocket(w engine.Watched) []string {
	name := w.FD.Name
	o, _ := s.observed(name)
	now := o.After
	is := func(bit int) bool { return w.Ready&bit != 0 }
	var able []string
	if is(engine.PollIn) {
		able = append(able, "readable"+readable(o, is(engine.PollErr)))
	}
	if is(engine.PollOut) {
		able = append(able, "writable")
	}
	var said []string
	if len(able) > 0 {
		said = append(said, fmt.Sprintf("%s is %s.", name, strings.Join(able, " and ")))
	}
	if is(engine.PollPri) {
		said = append(said, fmt.Sprintf("%s has urgent data (pri).", name))
	}
	if is(engine.PollErr) {
		said = append(said, fmt.Sprintf("%s has an error pending; getsockopt SO_ERROR reports and clears it.", name))
	}
	switch {
	case is(engine.PollNval):
		said = append(said, fmt.Sprintf("%s is not an open descriptor.", name))
	case is(engine.PollHup) && now != nil && isFreshState(now):
		said = append(said, fmt.Sprintf("%s reports a hang-up because it is not connected.", name))
	case is(engine.PollHup) || is(engine.PollRdhup):
		said = append(said, s.directionsEnded(name, o, w.Ready))
	}
	return said
}

func isFreshState(c *status.Condition) bool {
	return (c.State == status.StateClosed || c.State == status.StateUnconnected) && !has(c, engine.PollRdhup)
}

// readable says in brackets why a socket is readable.
func readable(o status.Observed, failed bool) string {
	switch now := o.After; {
	case now == nil || failed:
		return ""
	case now.State == status.StateListen && now.Queue != nil:
		return fmt.Sprintf(" (%s to accept)", count(*now.Queue, "connection"))
	case now.State == status.StateListen:
		return " (a connection to accept)"
	case unread(o.Kind, now) > 0:
		return fmt.Sprintf(" (%s)", count(*now.Pending, "byte"))
	case has(now, engine.PollRdhup):
		return " (the end of the stream)"
	}
	return ""
}

func (s scene) explainInterest() []string {
	other := s.values.Other.Name
	switch s.values.Op {
	case step.EpollDel:
		return []string{fmt.Sprintf("%s is no longer on the interest list of %s.", other, s.whom())}
	case engine.EpollMod:
		return []string{fmt.Sprintf("%s watches %s with the new events; if it is ready now, it is reported again, even edge-triggered.", s.who(), other)}
	}
	said := fmt.Sprintf("%s is on the interest list of %s until its last descriptor is closed", other, s.whom())
	events := s.values.Flags
	switch {
	case events&engine.EpollET != 0:
		said += "; edge-triggered: reported once when something new arrives, so receive until EAGAIN"
	case events&engine.EpollOneshot == 0:
		said += "; level-triggered: reported as long as it is ready"
	}
	if events&engine.EpollOneshot != 0 {
		said += "; one-shot: silent after the first report until MOD"
	}
	if events&engine.EpollExclusive != 0 {
		said += "; exclusive: not every epoll that watches it is woken"
	}
	return []string{said + "."}
}
