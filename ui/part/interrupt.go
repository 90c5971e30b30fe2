package part

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// Interrupt returns the action that interrupts the blocked call of the selected socket, or else the oldest
// one.
func Interrupt() Action {
	return Action{Name: "interrupt", Common: true, Label: "interrupt", Keys: Key("i"), Help: "make a blocked call return EINTR", Makes: true,
		Why: func(h Host) string {
			if len(h.Store().Network.Stuck()) == 0 {
				return "no call is blocked"
			}
			return ""
		},
		Do: func(h Host) tea.Cmd {
			selected, _ := h.Selected()
			return h.Write("interrupt " + oldest(h.Store().Network.Stuck(), selected.ID).Task)
		},
	}
}

// oldest returns the blocked call of a socket, or else the oldest one.
func oldest(stuck []engine.Blocked, id status.SocketID) engine.Blocked {
	for _, b := range stuck {
		if b.Socket == id {
			return b
		}
	}
	return stuck[0]
}
