package bench

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/sessions/again"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// written returns the line of script that a key writes about a socket, whose name is the one in its own
// process. If the line has a [part.Cursor], it is opened for editing; otherwise it is posted at once.
type written func(names *store.Roster, k status.Socket) string

// calls returns the system calls that have a key or a place in the palette.
func (b *Bench) calls() []part.Action {
	return []part.Action{
		{Name: "socket", Keys: part.Key("n"), Label: "socket", Help: "make a socket", Do: menu(scopeNew), Makes: true},
		b.call("bind", part.Action{Name: "bind", Keys: part.Key("b"), Label: "bind", Help: "give the socket its local address"},
			func(_ *store.Roster, k status.Socket) string {
				return fmt.Sprintf("bind %s %s", k.Name, homeAddress(k))
			}),
		b.call("listen", part.Action{Name: "listen", Keys: part.Key("l"), Label: "listen", Help: "make the socket a listener"},
			func(_ *store.Roster, k status.Socket) string { return fmt.Sprintf("listen %s 5"+part.Cursor, k.Name) }),
		b.call("accept", part.Action{Name: "accept", Keys: part.Key("a"), Label: "accept", Help: "take a connection out of the accept queue"},
			func(names *store.Roster, k status.Socket) string {
				return fmt.Sprintf("%s = accept %s nonblock", names.Free(k.Process, "a"), k.Name)
			}),
		b.call("connect", part.Action{Name: "connect", Keys: part.Key("c"), Label: "connect", Help: "connect to a listener, or set a datagram socket's peer"}, connectLine),
		b.call("send", part.Action{Name: "send", Keys: part.Key("w"), Label: "send", Help: "hand bytes to the kernel"}, sendLine),
		b.call("recv", part.Action{Name: "recv", Keys: part.Key("r"), Label: "recv", Help: "take what has arrived"}, recvLine),
		b.call("poll", part.Action{Name: "poll", Keys: part.Key("p"), Label: "poll", Help: "ask what the socket is ready for"},
			func(_ *store.Roster, k status.Socket) string { return fmt.Sprintf("poll %s:in,out,rdhup", k.Name) }),
		b.watchKey(),
		b.closing(b.call("close", part.Action{Name: "close", Keys: part.Key("x"), Label: "close", Help: "close the descriptor"}, named("close %s"))),
		b.closing(b.call("closedown", part.Action{Name: "closedown", Keys: part.Key("X"), Help: "shut down both directions, then close"}, named("closedown %s"))),
		{Name: "shutdown", Keys: part.Key("d"), Label: "shutdown", Help: "shut down one direction of a connection, or both", Why: b.noShutdown, Do: menu(scopeShutdown), Makes: true},
		part.Interrupt(),
		b.call("dup", part.Action{Name: "dup", Keys: part.Key("D"), Help: "make a second descriptor for the socket"},
			func(names *store.Roster, k status.Socket) string {
				return names.Free(k.Process, k.Name+"b") + " = dup " + k.Name
			}),
		forkKey(),
		b.exitKey(),
	}
}

// shutdowns returns the choices in the menu of shutdown.
func (b *Bench) shutdowns() []part.Action {
	return []part.Action{
		b.call("shutdown", part.Action{Name: "shutdown-wr", Keys: part.Key("w"), Help: "stop sending: the peer reads end of stream"}, named("shutdown %s wr")),
		b.call("shutdown", part.Action{Name: "shutdown-rd", Keys: part.Key("r"), Help: "stop receiving"}, named("shutdown %s rd")),
		b.call("shutdown", part.Action{Name: "shutdown-rdwr", Keys: part.Key("b"), Help: "stop both"}, named("shutdown %s rdwr")),
	}
}

// call makes an action of a system call on the selected socket. Verb is its name in [engine.Detail.Can],
// from which the engine's objection comes; if pressed again, the call is made anyway.
func (b *Bench) call(verb string, a part.Action, line written) part.Action {
	a.Insist = true
	a.Line = func(h part.Host) string {
		k, ok := b.Selected()
		if !ok {
			return ""
		}
		at, there := store.There(k)
		return at + line(&h.Store().Roster, there)
	}
	a.Why = func(h part.Host) string {
		k, ok := b.Selected()
		switch {
		case !ok:
			return b.needsSocket(h)
		case verb == "send" && addressed(k):
			return "" // its key writes sendto, which needs no peer
		case verb == "closedown" && k.Plain() != "":
			return b.refusal("shutdown", k) // that comes first, and fails
		case verb == "closedown":
			return b.refusal("close", k)
		}
		return b.refusal(verb, k)
	}
	return a
}

// closing adds a message to a call that closes a socket, saying how to undo it, if that is possible: the
// key may have been hit by accident.
func (b *Bench) closing(a part.Action) part.Action {
	a.Do = func(h part.Host) tea.Cmd {
		line := a.Line(h)
		if events, _ := b.Session(); again.Obstacle(events) == "" {
			h.Say(line + ": backspace undoes it")
		}
		return h.Write(line)
	}
	return a
}

// refusal returns why a verb makes no sense on a socket now, or "" if it does.
func (b *Bench) refusal(verb string, k status.Socket) string {
	d := b.now.Detail
	if d == nil || d.ID != k.ID {
		return ""
	}
	for _, a := range d.Can {
		if a.Verb == verb && a.Why != "" {
			return fmt.Sprintf("%s %s: %s", verb, k.Name, a.Why)
		}
	}
	return ""
}

// noShutdown returns why the menu of shutdown makes no sense. It allows a socket without a peer: the kernel
// may be asked.
func (b *Bench) noShutdown(h part.Host) string {
	if k, ok := b.Selected(); ok && k.Plain() != "" {
		return b.refusal("shutdown", k)
	}
	return b.needsSocket(h)
}

func (b *Bench) needsSocket(part.Host) string {
	if _, ok := b.Selected(); !ok {
		return "no socket is selected: n makes one"
	}
	return ""
}

// named returns a line in which only the socket's name is missing.
func named(format string) written {
	return func(_ *store.Roster, k status.Socket) string { return fmt.Sprintf(format, k.Name) }
}

func connectLine(names *store.Roster, k status.Socket) string {
	if peer, ok := names.Peer(k); ok {
		return fmt.Sprintf("connect %s %s"+part.Cursor, k.Name, address(k, peer))
	}
	return fmt.Sprintf("connect %s %s", k.Name, strings.Replace(homeAddress(k), ":0"+part.Cursor, ":"+part.Cursor, 1))
}

// address returns the address of another socket for a line about k, whose process only knows the names of
// its own sockets.
func address(k, other status.Socket) string {
	switch k.Process {
	case "":
		return "@" + other.Name
	case other.Process:
		_, there := store.There(other)
		return "@" + there.Name
	}
	return other.Local
}

// addressed reports whether sending on a socket needs an address.
func addressed(k status.Socket) bool { return k.Peer == "" && strings.HasPrefix(k.Kind, "udp") }

func sendLine(names *store.Roster, k status.Socket) string {
	if !addressed(k) {
		return fmt.Sprintf("send %s \"hello"+part.Cursor+"\"", k.Name)
	}
	if peer, ok := names.Peer(k); ok {
		return fmt.Sprintf("sendto %s %s \"hello"+part.Cursor+"\"", k.Name, address(k, peer))
	}
	return fmt.Sprintf("sendto %s 127.0.0.1:"+part.Cursor+" \"hello\"", k.Name)
}

func recvLine(_ *store.Roster, k status.Socket) string {
	if strings.HasPrefix(k.Kind, "udp") {
		return fmt.Sprintf("recvfrom %s 4096"+part.Cursor, k.Name)
	}
	return fmt.Sprintf("recv %s 4096"+part.Cursor, k.Name)
}

// homeAddress returns a local address for a socket, with a port for the kernel to choose.
func homeAddress(k status.Socket) string {
	switch {
	case strings.HasPrefix(k.Kind, "unix"):
		return "unix:@" + k.Name + part.Cursor
	case strings.HasSuffix(k.Kind, "6"):
		return "[::1]:0" + part.Cursor
	}
	return "127.0.0.1:0" + part.Cursor
}
