package bench

import (
	"netnet-tui/engine/status"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// kinds returns the ways to make a socket, one key each in the menu of new ones.
func kinds() []part.Action {
	return []part.Action{
		kind("t", "new-tcp", "TCP over IPv4, non-blocking", stream("socket tcp nonblock")),
		kind("T", "new-tcp-blocking", "TCP over IPv4, blocking", stream("socket tcp")),
		kind("6", "new-tcp6", "TCP over IPv6, non-blocking", stream("socket tcp6 nonblock")),
		kind("u", "new-udp", "UDP over IPv4, non-blocking", made("u", "socket udp nonblock")),
		kind("U", "new-udp6", "UDP over IPv6, non-blocking", made("u", "socket udp6 nonblock")),
		kind("x", "new-unix", "unix stream, non-blocking", made("x", "socket unix nonblock")),
		kind("X", "new-unix-dgram", "unix datagrams, non-blocking", made("x", "socket unix-dgram nonblock")),
		kind("p", "new-pair", "two unix sockets, connected", func(names *store.Roster) string {
			return names.Free("", "p") + ", " + names.Free("", "q") + " = socketpair unix nonblock"
		}),
		kind("e", "new-epoll", "an epoll, to watch others with", made("e", "epoll")),
		kind("i", "new-pipe", "a pipe, non-blocking", func(names *store.Roster) string {
			return names.Free("", "r") + ", " + names.Free("", "w") + " = pipe nonblock"
		}),
		kind("v", "new-eventfd", "a counter: eventfd", made("v", "eventfd nonblock")),
		kind("m", "new-timerfd", "a timer: timerfd", made("m", "timerfd 1s"+part.Cursor+" nonblock")),
		kind("f", "new-memfd", "a file in memory: memfd", made("f", `memfd "hello`+part.Cursor+`"`)),
		kind("s", "new-server", "listener: bind and listen too", made("s", "server 127.0.0.1:0"+part.Cursor)),
		kind("k", "new-client", "client: connect, poll, SO_ERROR", func(names *store.Roster) string {
			line := names.Free("", "c") + " = client "
			if peer, ok := names.Peer(status.Socket{Domain: domainInet, Type: typeStream, Kind: "tcp4"}); ok {
				return line + "@" + peer.Name + part.Cursor
			}
			return line + "127.0.0.1:" + part.Cursor
		}),
		kind("o", "new-other", "any other domain, type and protocol", made("s", "socket AF_INET SOCK_STREAM"+part.Cursor)),
	}
}

// The numbers of TCP over IPv4 on Linux, AF_INET and SOCK_STREAM (socket(2)).
const (
	domainInet = 2
	typeStream = 1
)

func kind(key, name, help string, line func(names *store.Roster) string) part.Action {
	return part.Action{Name: name, Keys: part.Key(key), Help: help, Line: func(h part.Host) string { return line(&h.Store().Roster) }}
}

// made returns a line that makes a socket, named after a stem.
func made(stem, rest string) func(*store.Roster) string {
	return func(names *store.Roster) string { return names.Free("", stem) + " = " + rest }
}

// stream names a stream socket after the role it will probably have: the first one is the server's, and
// later ones are clients.
func stream(rest string) func(*store.Roster) string {
	return func(names *store.Roster) string {
		if names.Listening() || names.Free("", "s") != "s" {
			return names.Free("", "c") + " = " + rest
		}
		return "s = " + rest
	}
}
