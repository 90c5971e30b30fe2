package explain

import (
	"fmt"

	"netnet-tui/engine"
)

// toldRoundtrip tells how long a round trip took, and by the counters why.
func toldRoundtrip(e engine.Event) []string {
	said := []string{fmt.Sprintf("Two writes of one byte, until both were back: %s, the median.", e.Got)}
	if e.Evidence == nil || e.Evidence.Moved["DelayedACKs"] < 2 {
		return said
	}
	return append(said, fmt.Sprintf("The other end delayed its acknowledgement (DelayedACKs +%d) and Nagle's algorithm kept the second write back until that came: about 40 ms, though nothing was slow.",
		e.Evidence.Moved["DelayedACKs"]), "TCP_NODELAY on the writing end ends that, and so does one write instead of two.")
}
