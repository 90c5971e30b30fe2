package again

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// Obstacle returns why the steps of a session can't be repeated, in a sentence; "" if they can.
func Obstacle(events []engine.Event) string {
	spawned := map[string]bool{}
	for _, e := range events {
		if e.Verb == "spawn" {
			spawned[e.Step.Task] = true
		}
		if why := never(e, spawned); why != "" {
			return fmt.Sprintf("Step %d, %s, %s.", e.Seq, step.Clip(e.Text), why)
		}
	}
	return ""
}

// never returns why a step can't be repeated; "" if it can.
func never(e engine.Event, spawned map[string]bool) string {
	asleep := e.Errno() == "EINTR" && e.Verb != "join"
	switch {
	case e.Problem != "":
		return "" // nothing was made
	case e.Verb == "serve":
		return "gave a socket to the event loop, whose calls can't be repeated in the same order"
	case e.Verb == "swarm":
		return "sent clients, whose calls can't be repeated in the same order"
	case asleep, e.Verb == "interrupt" && !spawned[e.Step.Task]:
		return "was about a call that slept until it was interrupted, and a copy would sleep there too"
	}
	return ""
}
