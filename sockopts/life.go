package sockopts

import (
	"slices"
	"strconv"
	"strings"
)

// Life is a socket's state and surroundings, as far as its options depend on them.
type Life struct {
	Domain, Type, Protocol int // arguments of socket(2); all 0 if unknown

	Bound      bool // it has a local address
	Listening  bool
	Connected  bool // it has a peer, or will have one
	Connecting bool // the handshake is in progress
	Nonblock   bool
	Set        func(level, name string) bool          // whether a step has set that option
	Value      func(level, name string) (Value, bool) // the current value of an option
	Sysctl     func(key string) (string, bool)        // a setting of its network
	// Capable reports whether the process has a capability: in the initial user namespace, or in that of its network.
	Capable func(capability string, initial bool) bool
}

// Obstacle returns why setting the option now would be refused or have no effect, as one clause, or "" if nothing
// prevents it. The kernel decides.
func (o *Option) Obstacle(l Life) string {
	if !o.Settable() {
		return ""
	}
	switch late := o.late(l); {
	case late == lateBound:
		return "too late for its bind"
	case late != inTime:
		return "too late: " + string(late)
	case o.Handshake && l.handshaken():
		return "too late for the window scale"
	case o.Phase == WhileConnected && !l.Connected:
		return "only while connected"
	case o.waits(l):
		return "only while blocking"
	}
	if _, off := o.Switch.off(l); off {
		return "off in " + o.Switch.Key
	}
	if o.lacks(l) {
		return "needs " + strings.ReplaceAll(o.Capability, " or CAP_", " or ")
	}
	return ""
}

// waits reports whether the option affects blocking calls and the socket is non-blocking, so that it never waits. A
// listener is excluded, because sockets that inherit the option from it block.
func (o *Option) waits(l Life) bool { return o.Blocking && l.Nonblock && !l.Listening }

// Writing returns what to set so that the option reads as a previous value; false if setting it can't restore that.
func (o *Option) Writing(value string) (string, bool) {
	read, err := o.Parse(value)
	if err != nil || !o.Settable() || o.OneWay || slices.Contains(o.Refuses, value) {
		return "", false
	}
	if !o.Doubled {
		return value, true
	}
	number, ok := read.Number()
	if !ok || number%2 != 0 {
		return "", false
	}
	half, err := o.Parse(strconv.FormatInt(number/2, 10))
	return half.String(), err == nil
}

// Restoring returns what to set so that the option is as on a new socket, where it reads as fresh; false if that is not
// possible.
func (o *Option) Restoring(fresh string) (string, bool) {
	if o.Reset != "" && o.Settable() {
		return o.Reset, true
	}
	return o.Writing(fresh)
}

// lacks reports whether the process has none of the capabilities that setting the option always needs. Capabilities
// needed only in some cases are not considered.
func (o *Option) lacks(l Life) bool {
	if o.Capability == "" || l.Capable == nil {
		return false
	}
	for capability := range strings.SplitSeq(o.Capability, " or ") {
		if strings.ContainsAny(capability, " ,") || l.Capable(capability, o.Initial) {
			return false
		}
	}
	return true
}
