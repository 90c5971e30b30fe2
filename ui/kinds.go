package ui

import "netnet-tui/engine/status"

// kind is a way to make a socket, one key in the menu of new ones.
type kind struct {
	name string
	help string
	line func(s *Screen) string
}

// made writes a line that makes a socket, named by its stem.
func made(stem, rest string) func(*Screen) string {
	return func(s *Screen) string { return s.store.Roster.Free(stem) + " = " + rest }
}

// stream names a stream socket for the part it will probably play: the first one
// is the server's, and those that come after it are clients.
func stream(rest string) func(*Screen) string {
	return func(s *Screen) string {
		if s.store.Roster.Listening() || s.store.Roster.Free("s") != "s" {
			return s.store.Roster.Free("c") + " = " + rest
		}
		return "s = " + rest
	}
}

var kinds = []kind{
	{"new-tcp", "TCP over IPv4, non-blocking", stream("socket tcp nonblock")},
	{"new-tcp-blocking", "TCP over IPv4, blocking", stream("socket tcp")},
	{"new-tcp6", "TCP over IPv6, non-blocking", stream("socket tcp6 nonblock")},
	{"new-udp", "UDP over IPv4, non-blocking", made("u", "socket udp nonblock")},
	{"new-udp6", "UDP over IPv6, non-blocking", made("u", "socket udp6 nonblock")},
	{"new-unix", "unix stream, non-blocking", made("x", "socket unix nonblock")},
	{"new-unix-dgram", "unix datagrams, non-blocking", made("x", "socket unix-dgram nonblock")},
	{"new-pair", "two unix sockets, connected", func(s *Screen) string {
		return s.store.Roster.Free("p") + ", " + s.store.Roster.Free("q") + " = socketpair unix nonblock"
	}},
	{"new-epoll", "an epoll, to watch others with", made("e", "epoll")},
	{"new-server", "listener: bind and listen too", func(s *Screen) string {
		return s.store.Roster.Free("s") + " = server 127.0.0.1:0" + bar
	}},
	{"new-client", "client: connect, poll, SO_ERROR", func(s *Screen) string {
		line := s.store.Roster.Free("c") + " = client "
		if peer, ok := s.store.Roster.Peer(status.Socket{Domain: domainInet, Type: typeStream, Kind: "tcp4"}); ok {
			return line + "@" + peer.Name + bar
		}
		return line + "127.0.0.1:" + bar
	}},
	{"new-other", "any other domain, type and protocol", func(s *Screen) string {
		return s.store.Roster.Free("s") + " = socket AF_INET SOCK_STREAM" + bar
	}},
}

// The numbers of TCP over IPv4 on Linux, AF_INET and SOCK_STREAM (socket(2)).
const (
	domainInet = 2
	typeStream = 1
)
