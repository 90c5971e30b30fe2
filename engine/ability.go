package engine

import (
	"netnet-tui/engine/step"

	"golang.org/x/sys/unix"
)

// abilities tells for each verb that is about one socket whether it makes sense
// now, and if not, why not. The kernel has the last word: any call can be made.
func abilities(s Socket) []Ability {
	list := []Ability{}
	verbs := []string{"bind", "listen", "accept", "connect", "send", "recv", "shutdown", "close"}
	if s.Type == unix.SOCK_DGRAM {
		verbs = []string{"bind", "listen", "accept", "connect", "send", "sendto", "recv", "recvfrom", "shutdown", "close"}
	}
	for _, verb := range verbs {
		list = append(list, Ability{Verb: verb, Why: s.hindrance(verb)})
	}
	return list
}

// hindrance is why a verb makes no sense with the socket now; "" when it does.
func (s Socket) hindrance(verb string) string {
	connected := s.Peer != "" || s.State == step.StateEstablished
	stream := s.Type != unix.SOCK_DGRAM && s.Type != unix.SOCK_RAW
	switch {
	case !s.Open:
		return "its descriptor is closed"
	case verb == "close":
		return ""
	case s.Kind == kindEpoll:
		return "it is an epoll, not a socket"
	}
	switch verb {
	case "bind":
		if s.Local != "" && !unbound(s.Local) {
			return "it has a local address already"
		}
	case "listen":
		if !stream {
			return "a datagram socket has no connections to wait for"
		}
		if connected || s.State != step.StateClosed && s.State != step.StateUnconnected && s.State != step.StateListen {
			return "it is " + s.State
		}
	case "accept":
		if s.State != step.StateListen {
			return "it is not a listener"
		}
	case "connect":
		if s.State == step.StateListen {
			return "it is a listener"
		}
		if stream && (connected || s.State == "SYN-SENT") {
			return "it is " + s.State
		}
	case "send":
		return s.sendHindrance(connected, stream)
	case "recv":
		if s.State == step.StateListen {
			return "a listener has connections, not data"
		}
		if stream && !connected && (s.Pending == nil || *s.Pending == 0) { // what came before a reset can still be taken
			return "it has no peer"
		}
	case "shutdown":
		if !connected {
			return "it has no peer"
		}
	}
	return ""
}

func (s Socket) sendHindrance(connected, stream bool) string {
	switch s.State {
	case step.StateListen:
		return "a listener has no peer"
	case "FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT":
		return "its sending side is shut down"
	}
	if !connected && stream {
		return "it has no peer"
	}
	if !connected {
		return "it has no peer: connect it, or use sendto"
	}
	return ""
}

// unbound tells whether a local address is the one a fresh socket has.
func unbound(local string) bool {
	switch local {
	case "0.0.0.0:0", "[::]:0", "unix:":
		return true
	}
	return false
}
