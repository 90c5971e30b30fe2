package bench

import (
	"fmt"

	"netnet-tui/engine/status"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// scopeEpoll is the scope of the keys that have another meaning while an epoll is selected.
const scopeEpoll keymap.Scope = "epoll"

// epollKeys returns the actions on a selected epoll.
func (b *Bench) epollKeys() []part.Action {
	return []part.Action{
		b.call("epoll_wait", part.Action{Name: "epoll_wait", Keys: part.Key("p"), Label: "epoll_wait", Help: "ask what is on the ready list"},
			named("epoll_wait %s")),
	}
}

// watchKey returns the action that makes an epoll watch a socket: the selected one is either of the two.
func (b *Bench) watchKey() part.Action {
	a := b.call("epoll_ctl", part.Action{Name: "epoll_ctl", Keys: part.Key("e"), Label: "epoll_ctl",
		Help: "add a socket to an epoll; with an epoll selected, choose the socket"}, watchLine)
	able := a.Why
	a.Why = func(h part.Host) string {
		if reason := able(h); reason != "" {
			return reason
		}
		k, ok := b.Selected()
		if ok && k.Kind == status.KindMemfd {
			return "epoll_ctl " + k.Name + ": a file is always ready, so epoll refuses it (EPERM)"
		}
		if ok && !k.Epoll() && len(h.Store().Roster.Epolls(k.Process)) == 0 {
			if k.Process != "" {
				return "process " + k.Process + " has no epoll that could watch " + k.Name
			}
			return "there is no epoll that could watch " + k.Name + ": n e makes one"
		}
		return ""
	}
	return a
}

// watchLine adds a socket to the interest list of the newest epoll or, for a selected epoll, begins a line
// that adds one to its list.
func watchLine(names *store.Roster, k status.Socket) string {
	if k.Epoll() {
		return fmt.Sprintf("epoll_ctl %s add "+part.Cursor, k.Name)
	}
	epoll := "e"
	if list := names.Epolls(k.Process); len(list) > 0 {
		_, there := store.There(list[0])
		epoll = there.Name
	}
	return fmt.Sprintf("epoll_ctl %s add %s in"+part.Cursor, epoll, k.Name)
}
