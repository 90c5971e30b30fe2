package why

import (
	"fmt"
	"time"

	"netnet-tui/engine/step"
)

// nagleTime is shorter than any delay of an ACK by the kernel (TCP_DELACK_MIN, 40 ms) and longer than a round trip
// without one.
const nagleTime = 20 * time.Millisecond

// explainRoundtrip says how long a round trip took and, judging by the counters, why.
func (s scene) explainRoundtrip() []string {
	e := s.event
	said := []string{fmt.Sprintf("Two one-byte writes, until both were back: %s, the median.", e.Got)}
	took, err := step.ParseDuration(e.Got)
	if before := s.compared(took); err == nil && before != "" {
		said = append(said, before)
	}
	o, _ := s.onBench(e.Step.Socket)
	if on(optionOf(o, "TCP_CORK", "off")) && err == nil && took >= nagleTime {
		return append(said, fmt.Sprintf("TCP_CORK of %s holds each of them back, for up to 200 ms, because no segment is full. Turn it off once a message is complete.", o.Name))
	}
	if on(optionOf(o, "TCP_NODELAY", "off")) { // Nagle's algorithm is off
		return said
	}
	if err != nil || took < nagleTime || e.Evidence == nil || e.Evidence.Moved["DelayedACKs"] == 0 {
		return said // the counter includes ACKs delayed by others
	}
	return append(said, fmt.Sprintf("The other end delayed its acknowledgement (DelayedACKs +%d) and Nagle's algorithm held the second write back until it came: about 40 ms, though nothing was slow.",
		e.Evidence.Moved["DelayedACKs"]), "TCP_NODELAY on the writing end avoids that, and so does one write instead of two.")
}

// compared compares a round trip with the previous one on the same socket if only one of them waited for a delayed
// acknowledgement, and names what was set in between.
func (s scene) compared(took time.Duration) string {
	const differs = 3
	o, ok := s.onBench(s.event.Step.Socket)
	if !ok {
		return ""
	}
	before := s.past.Of(o.ID).Round
	was, err := step.ParseDuration(before.Took)
	if err != nil || took <= 0 || was <= 0 || max(took, was) < max(nagleTime, differs*min(took, was)) {
		return ""
	}
	how := fmt.Sprintf("%.0f times as fast as", float64(was)/float64(took))
	if took > was {
		how = fmt.Sprintf("%.0f times as slow as", float64(took)/float64(was))
	}
	said := fmt.Sprintf("That is %s before: %s then, %s now", how, before.Took, s.event.Got)
	if d, set := s.past.done(o.ID, func(d Deed) bool { return d.Seq > before.Seq && d.Call.Errno == "" && optionName(d.Call) != "" }); set {
		said += fmt.Sprintf("; %s was set between them (%s)", optionName(d.Call), d.at())
	}
	return said + "."
}
