package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// serving says what a step did to the event loop, or to the clients of a server.
func serving(e engine.Event) string {
	asked := e.Step
	switch {
	case e.Verb == "serve" && asked.Service != nil:
		text := fmt.Sprintf("The event loop serves %s on %s from now on, while the script continues", asked.Service.Protocol, asked.Socket)
		if asked.Service.PktInfo {
			text += ". A reply leaves from the address that was asked, even if the socket is bound to all of them"
		}
		return sentence(text)
	case e.Verb == "unserve":
		return sentence(fmt.Sprintf("The event loop has given %s back: %s", asked.Socket, e.Got))
	case e.Verb == "unswarm":
		return sentence(fmt.Sprintf("Its clients have closed their connections: %s", e.Got))
	case e.Verb == "gear" && asked.Gear != nil:
		return sentence("The event loop " + geared(*asked.Gear))
	case e.Verb == "swarm" && asked.Swarm != nil:
		return sentence(fmt.Sprintf("%s in a process of their own %s connected to %s, and check every byte that comes back",
			step.Counted(asked.Swarm.Clients, "client"), isOrAre(asked.Swarm.Clients), asked.Address))
	}
	return ""
}

// geared says how the event loop continues.
func geared(g step.Gear) string {
	switch g.Word {
	case step.GearPause:
		return "stops before its next call"
	case step.GearSlow:
		return fmt.Sprintf("makes at most %v calls a second", g.N)
	case step.GearStep:
		return fmt.Sprintf("makes %s, and stops again", step.Counted(int64(g.N), "call"))
	case step.GearIteration:
		return fmt.Sprintf("runs %s, and stops again", step.Counted(int64(g.N), "iteration"))
	}
	return "runs as fast as it can"
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
