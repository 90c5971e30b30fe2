package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

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
		said += "; edge-triggered: " + untilAgain(events)
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

// untilAgain says how to handle an edge-triggered entry once it is reported.
func untilAgain(events int) string {
	switch out := events&engine.PollOut != 0; {
	case out && events&engine.PollIn == 0:
		return "reported once when room comes, so send until EAGAIN"
	case out:
		return "reported once when something new arrives or room comes, so receive and send until EAGAIN"
	}
	return "reported once when something new arrives, so receive until EAGAIN"
}
