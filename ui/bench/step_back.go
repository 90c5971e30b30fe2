package bench

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/part"
)

// stepBack returns the action that undoes the last step of the session. The session goes on in another recording; the
// one that is left stays in the list of sessions if it has a step of its own or a mark, and is deleted otherwise.
func (b *Bench) stepBack() part.Action {
	return part.Action{Name: "step-back", Keys: part.Key("backspace"),
		Help: "take back the last step: those before it are run again in a new engine",
		Why: func(part.Host) string {
			if !b.Trace.begun() && len(b.Trace.blocked) == 0 {
				return "nothing has been done yet that could be taken back"
			}
			return ""
		},
		Do: func(h part.Host) tea.Cmd {
			events, blocked := b.Session()
			if len(events) == 0 {
				return h.Return(0)
			}
			last := events[len(events)-1]
			if begunLater(blocked, last, b.T) { // the last step has not returned
				return h.Return(last.Seq)
			}
			return h.Return(last.Seq - taken(events))
		}, Timely: true}
}

// taken returns how many events are undone at once: an interrupted call goes together with its interrupt,
// because neither can be run again without the other.
func taken(events []engine.Event) uint64 {
	if n := len(events); n > 1 {
		call, cut := events[n-2], events[n-1]
		if cut.Verb == "interrupt" && call.Errno() == "EINTR" && call.Verb != "join" {
			return 2
		}
	}
	return 1
}

// begunLater reports whether one of the calls that have not returned began after an event.
func begunLater(blocked []engine.Blocked, e engine.Event, now float64) bool {
	for _, b := range blocked {
		if !b.Done && now-b.For.Seconds() > e.T+e.Took {
			return true
		}
	}
	return false
}

// Session returns the events of the engine's session so far, from the first unless that is no longer kept,
// and the calls that have not returned.
func (b *Bench) Session() ([]engine.Event, []engine.Blocked) {
	if !b.Trace.begun() {
		return nil, b.Trace.blocked
	}
	return b.Trace.until(b.Trace.newest()), b.Trace.blocked
}
