package why

import (
	"strconv"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// condition decides between the causes of one errno. It reads as the words
// behind "when".
type condition string

const (
	always         condition = ""
	isListener     condition = "the socket is a listener"
	isConnecting   condition = "the handshake is not through (SYN-SENT)"
	isConnected    condition = "the socket is connected"
	isFresh        condition = "the socket was never connected"
	isGone         condition = "the connection has ended"
	isShut         condition = "after its own shutdown of the sending direction"
	hasFailed      condition = "an error of an earlier attempt is pending"
	isBound        condition = "the socket has a local address already"
	isUnixSocket   condition = "the socket is AF_UNIX"
	isTCPSocket    condition = "the socket is TCP"
	sleeps         condition = "the socket is blocking and has a timeout"
	toPath         condition = "the address is a Unix path"
	toAbstract     condition = "the address is an abstract Unix name"
	toPortZero     condition = "the port asked for is 0"
	toLowPort      condition = "the port is below ip_unprivileged_port_start"
	toLinkLocal    condition = "a link-local IPv6 address without its scope"
	toMapped       condition = "an IPv4-mapped IPv6 address"
	holderListens  condition = "another socket listens there"
	holderLingers  condition = "a connection in TIME-WAIT holds the port"
	withOOB        condition = "the flags have MSG_OOB"
	withErrorQueue condition = "the flags have MSG_ERRQUEUE"
	withFlags      condition = "the flags are unknown to the kernel"
	inRepair       condition = "the option belongs to TCP_REPAIR"
	inInitial      condition = "the capability is asked for in the initial user namespace"
)

// option is the condition that the call is about one option.
func option(name string) condition { return condition("the option is " + name) }

// initial tells options for which the kernel asks capable(), and not ns_capable() of
// the network's own user namespace.
func initial(name string) bool {
	o, ok := sockopts.Find(name)
	return ok && o.Initial
}

// holds tells whether the evidence bears the condition out. What was not seen
// does not hold.
func (c condition) holds(s scene) bool {
	b := s.before
	switch c {
	case always:
		return true
	case isUnixSocket:
		return isUnix(s.to()) || b != nil && (isUnix(b.Local) || isUnix(b.Peer))
	case toPath:
		return isUnix(s.to()) && !strings.HasPrefix(s.to(), "unix:@")
	case toAbstract:
		return strings.HasPrefix(s.to(), "unix:@")
	case toPortZero:
		return strings.HasSuffix(s.to(), ":0")
	case toLowPort:
		n, err := strconv.Atoi(port(s.to()))
		return err == nil && n < 1024
	case toLinkLocal:
		return strings.HasPrefix(s.to(), "[fe80:") && !strings.Contains(s.to(), "%")
	case toMapped:
		return strings.HasPrefix(s.to(), "[::ffff:")
	case holderListens:
		return s.holder("LISTEN") != ""
	case holderLingers:
		return s.holder("TIME-WAIT") != ""
	case withOOB:
		return s.flag("MSG_OOB")
	case withErrorQueue:
		return s.flag("MSG_ERRQUEUE")
	case withFlags:
		return strings.Contains(s.arg(2), "0x")
	case inRepair:
		return strings.Contains(s.capability(), "by way of TCP_REPAIR")
	case inInitial:
		return initial(s.option())
	}
	if name, ok := strings.CutPrefix(string(c), "the option is "); ok {
		return s.option() == name
	}
	return b != nil && c.holdsFor(b, s)
}

// holdsFor is the part of holds that looks at the socket.
func (c condition) holdsFor(b *status.Condition, s scene) bool {
	switch c {
	case isListener:
		return b.State == "LISTEN"
	case isConnecting:
		return b.State == "SYN-SENT"
	case isConnected:
		return b.State == "ESTABLISHED" || b.State == "CLOSE-WAIT"
	case isTCPSocket:
		return isTCP(b)
	case isFresh:
		return isTCP(b) && b.State == "CLOSED" && !has(b, "rdhup")
	case isGone:
		return isTCP(b) && b.State == "CLOSED" && has(b, "rdhup")
	case isShut:
		switch b.State {
		case "FIN-WAIT-1", "FIN-WAIT-2", "CLOSING", "LAST-ACK", "TIME-WAIT":
			return true
		}
	case hasFailed:
		return isTCP(b) && b.State == "CLOSED" && has(b, "err")
	case isBound:
		return port(b.Local) != "" || isUnix(b.Local) && b.Local != "unix:"
	case sleeps:
		return !b.Nonblock && !s.flag("MSG_DONTWAIT")
	}
	return false
}
