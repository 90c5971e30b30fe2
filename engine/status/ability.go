package status

import "golang.org/x/sys/unix"

// Ability is a verb that makes sense for a socket now, or the reason why it does not.
type Ability struct {
	Verb string `json:"verb"`
	Why  string `json:"why,omitempty"` // why not; empty if it makes sense
}

// Abilities returns the verbs for a socket, with the reason for each that makes no sense now. Any call can still be
// made: the kernel has the last word.
func (s Socket) Abilities() []Ability {
	list := []Ability{}
	for _, verb := range s.verbs() {
		list = append(list, Ability{Verb: verb, Why: s.hindrance(verb)})
	}
	return list
}

// verbs returns the verbs offered or refused for a descriptor; those specific to an epoll come first.
func (s Socket) verbs() []string {
	verbs := []string{"bind", "listen", "accept", "connect", "send", "recv", "shutdown", "close"}
	switch {
	case s.Epoll():
		return append([]string{"epoll_ctl", "epoll_wait"}, verbs...)
	case s.Plain() != "":
		return append([]string{"read", "write"}, verbs...)
	case s.Type == unix.SOCK_DGRAM:
		return []string{"bind", "listen", "accept", "connect", "send", "sendto", "recv", "recvfrom", "shutdown", "close"}
	}
	return verbs
}

// hindrance returns why a verb makes no sense for the socket now, or "" if it does.
func (s Socket) hindrance(verb string) string {
	connected := s.Peer != "" || s.State == StateEstablished
	stream := s.Type != unix.SOCK_DGRAM && s.Type != unix.SOCK_RAW
	switch {
	case !s.Open:
		return "its descriptor is closed"
	case verb == "close", verb == "epoll_ctl", verb == "epoll_wait":
		return ""
	case s.Kind == KindPipeWrite && verb == "read":
		return "it is the end of a pipe that takes data"
	case s.Kind == KindPipeRead && verb == "write":
		return "it is the end of a pipe that gives data"
	case s.Kind == KindTimerfd && verb == "write":
		return "a timer is set when it is made"
	case s.Kind == KindPath && (verb == "read" || verb == "write"):
		return "it stands for a file that is not open"
	case s.Plain() != "" && (verb == "read" || verb == "write"):
		return ""
	case s.Plain() != "":
		return "it is " + s.what() + ", not a socket"
	}
	switch verb {
	case "bind":
		if s.Bound() {
			return "it has a local address already"
		}
	case "listen":
		if !stream {
			return "a datagram socket has no connections to wait for"
		}
		if connected || s.State != StateClosed && s.State != StateUnconnected && s.State != StateListen {
			return "it is " + string(s.State)
		}
	case "accept":
		if s.State != StateListen {
			return "it is not a listener"
		}
	case "connect":
		if s.State == StateListen {
			return "it is a listener"
		}
		if stream && (connected || s.State == StateSynSent) {
			return "it is " + string(s.State)
		}
	case "send":
		return s.sendHindrance(connected, stream)
	case "recv":
		if s.State == StateListen {
			return "a listener has connections, not data"
		}
		if stream && !connected && (s.Pending == nil || *s.Pending == 0) { // data that came before a reset can still be received
			return "it has no peer"
		}
	case "shutdown":
		if !connected {
			return "it has no peer"
		}
	}
	return ""
}

// what describes a descriptor that is not a socket.
func (s Socket) what() string {
	switch s.Kind {
	case KindMemfd:
		return "a file"
	case KindPath:
		return "a path"
	case KindPipeRead, KindPipeWrite:
		return "a pipe"
	case KindTimerfd:
		return "a timer"
	}
	return "an " + s.Kind
}

func (s Socket) sendHindrance(connected, stream bool) string {
	if s.State == StateListen {
		return "a listener has no peer"
	}
	if s.State.SendingShut() {
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
