package why

import "netnet-tui/engine/status"

// Socket says of one socket what it is doing, what holds it up, and what comes next: the first of
// the sockets of the evidence, which a frame brings with [engine.Query.Evidence]. It makes no call.
// The past is what the session did before; nil where that is not known.
func Socket(past *Past, e status.Evidence) []Finding {
	if len(e.Sockets) == 0 || e.Sockets[0].After == nil {
		return nil
	}
	o := e.Sockets[0]
	said := o.Name + " is closed."
	if o.After.State != "" && !o.Closed {
		said = o.Name + " is in " + string(o.After.State) + "."
	}
	return say(said)
}
