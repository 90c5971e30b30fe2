package remote

import (
	"slices"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/lookup"
)

// ownersTime bounds how long to look for owners before further events are left without them.
const ownersTime = 50 * time.Millisecond

// nameOwners names the owners of other processes' sockets that events have found, latest event first: the engine is
// confined, and may not look at other processes.
func nameOwners(events ...engine.Event) {
	end := time.Now().Add(ownersTime)
	for _, e := range slices.Backward(events) {
		if e.Evidence == nil || e.Evidence.Found == nil || e.Evidence.Private {
			continue
		}
		if time.Now().After(end) {
			return
		}
		lookup.Own(e.Evidence.Found)
	}
}
