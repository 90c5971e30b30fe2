package store

import (
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// AutoTimer measures the round trips of the selected socket again whenever an option of it, or of its other
// end, has been set: as long as their time is shown, the effect of the option is visible at once. Only one
// measurement runs at a time, because the bytes of two would mix.
type AutoTimer struct {
	wanted bool
	under  underway
}

// Take looks for the event of the step under way, and for options that were set. It returns the step to
// post, or false if there is none. Shown reports whether the round-trip time of the socket that d is about
// is on the screen.
func (a *AutoTimer) Take(f engine.Frame, d *engine.Detail, s *Store, shown bool) (engine.Step, bool, error) {
	a.under.take(f)
	for _, e := range f.Events {
		a.wanted = a.wanted || concerns(e, d, &s.Roster)
	}
	timing := func(b engine.Blocked) bool { return b.Verb == "roundtrip" }
	if !a.wanted || a.under != 0 || s.Queue.Busy() || slices.ContainsFunc(s.Network.Stuck(), timing) {
		return engine.Step{}, false, nil
	}
	a.wanted = false
	if d == nil || !shown {
		return engine.Step{}, false, nil
	}
	step, _, err := step.ParseLine(Line("roundtrip", d.Socket), s.Roster.Names())
	if err != nil {
		return engine.Step{}, false, err
	}
	return a.under.post(step, &s.Tags), true, nil
}

// concerns reports whether an event has set an option of the selected socket, or of
// the one at its other end.
func concerns(e engine.Event, d *engine.Detail, r *Roster) bool {
	if d == nil || e.Evidence == nil {
		return false
	}
	return slices.ContainsFunc(e.Evidence.Options, func(set status.OptionChange) bool {
		other, _ := r.Socket(set.Socket)
		return set.Socket == d.ID || IsOtherEnd(d.Socket, other)
	})
}

// IsOtherEnd reports whether two sockets are the two ends of one connection. It is false for unnamed Unix
// sockets, whose addresses all look the same.
func IsOtherEnd(k, other status.Socket) bool {
	return k.Peer != "" && k.Peer != "unix:" && k.Local != "unix:" && other.Local == k.Peer && other.Peer == k.Local
}
