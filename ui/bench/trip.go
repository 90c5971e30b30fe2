package bench

import (
	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// trip is the time of round trips on a socket: the latest, and the one before.
type trip struct{ now, before string }

// time records the round trips among events.
func (in *Inspector) time(events []engine.Event) {
	for _, e := range events {
		if e.Verb != "roundtrip" || e.Evidence == nil || len(e.Evidence.Sockets) == 0 {
			continue
		}
		id := e.Evidence.Sockets[0].ID
		if e.Problem != "" || e.Errno() != "" {
			delete(in.trips, id)
			continue
		}
		in.trips[id] = trip{e.Got, in.trips[id].now}
	}
}

// Timed reports whether a round-trip time is shown for a socket.
func (in *Inspector) Timed(id status.SocketID) bool {
	return in.detail != nil && in.detail.ID == id && in.trips[id].now != ""
}

// tripLine returns the time of a round trip, or nil if none was measured.
func (in *Inspector) tripLine() canvas.Line {
	t := in.trips[in.detail.ID]
	if t.now == "" {
		return nil
	}
	line := canvas.Line{canvas.Say(theme.Dim, "round trip "), canvas.Say(theme.Strong, t.now)}
	if t.before != "" {
		line = append(line, canvas.Say(theme.Dim, "  before "), canvas.Say(theme.Text, t.before))
	}
	return append(line, canvas.Say(theme.Faint, "  t times it"))
}
