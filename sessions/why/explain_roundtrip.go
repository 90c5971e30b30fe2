package why

import (
	"fmt"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// nagleTime is less than the kernel ever delays an ACK (TCP_DELACK_MIN, 40 ms), and
// more than a round trip takes without that.
const nagleTime = 20 * time.Millisecond

// explainRoundtrip says how long a round trip took, and by the counters why.
func explainRoundtrip(e engine.Event) []string {
	said := []string{fmt.Sprintf("Two one-byte writes, until both were back: %s, the median.", e.Got)}
	took, err := step.ParseDuration(e.Got)
	if err != nil || took < nagleTime || e.Evidence == nil || e.Evidence.Moved["DelayedACKs"] == 0 {
		return said // ACKs that others delayed are counted too
	}
	return append(said, fmt.Sprintf("The other end delayed its acknowledgement (DelayedACKs +%d) and Nagle's algorithm held the second write back until it came: about 40 ms, though nothing was slow.",
		e.Evidence.Moved["DelayedACKs"]), "TCP_NODELAY on the writing end avoids that, and so does one write instead of two.")
}
