package why

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// scene is an event taken apart: its last call, the socket the call was about
// before and after, and the other sockets that were looked at.
type scene struct {
	event  engine.Event
	call   engine.Call
	name   string
	before *status.Condition // nil where the socket was not there
	after  *status.Condition
	others []status.Observed
}

// newScene takes apart an event that made a call.
func newScene(e engine.Event) scene {
	s := scene{event: e, call: e.Calls[len(e.Calls)-1]}
	s.call.Name = callName(s.call.Name)
	if s.call.Errno != "" {
		s.call.Errno = errnoName(s.call.Errno)
	}
	var sights []status.Observed
	if e.Evidence != nil {
		sights = e.Evidence.Sockets
	}
	main := s.mainSight(sights)
	if main >= 0 {
		s.name, s.before, s.after = sights[main].Name, sights[main].Before, sights[main].After
	}
	for i, sight := range sights {
		if i != main {
			s.others = append(s.others, sight)
		}
	}
	if s.name == "" && !s.makes() && !s.isWait() {
		s.name = descriptorName(s.arg(0))
	}
	return s
}

// mainSight is the index of the socket the call was about, -1 where none was seen.
func (s scene) mainSight(sights []status.Observed) int {
	if s.makes() { // a new descriptor has no before
		return slices.IndexFunc(sights, func(sight status.Observed) bool { return sight.Before == nil })
	}
	name := descriptorName(s.arg(0))
	if i := slices.IndexFunc(sights, func(sight status.Observed) bool { return sight.Name == name && name != "" }); i >= 0 {
		return i
	}
	if s.isWait() || len(sights) == 0 {
		return -1
	}
	return 0
}

// makes tells whether the call makes a descriptor out of nothing.
func (s scene) makes() bool {
	switch s.call.Name {
	case "socket", "socketpair", "epoll_create1":
		return true
	}
	return false
}

func (s scene) isWait() bool {
	switch s.call.Name {
	case "poll", "select", "prlimit64":
		return true
	}
	return false
}

// arg is an argument of the call as the trace prints it, "" where there is none.
func (s scene) arg(i int) string {
	if i < len(s.call.Args) {
		return s.call.Args[i]
	}
	return ""
}

// size is an argument that is a number.
func (s scene) size(i int) int64 {
	n, _ := strconv.ParseInt(s.arg(i), 10, 64)
	return n
}

// flag tells whether a flag is among the call's arguments.
func (s scene) flag(flag string) bool {
	return slices.ContainsFunc(s.call.Args, func(arg string) bool {
		return slices.Contains(strings.Split(arg, "|"), flag)
	})
}

// to is the address the call was given, as a script writes it.
func (s scene) to() string {
	switch s.call.Name {
	case "bind", "connect":
		return addressOf(s.arg(1))
	case "sendto":
		return addressOf(s.arg(4))
	}
	return ""
}

// option is the name of the option set or asked for.
func (s scene) option() string {
	if s.call.Name == "setsockopt" || s.call.Name == "getsockopt" {
		return s.arg(2)
	}
	return ""
}

// capability is what the catalogue says that setting the option needs, "" for nothing.
func (s scene) capability() string {
	level, _ := sockopts.LevelByName(s.arg(1))
	if o, ok := sockopts.FindAt(level, s.option()); ok {
		return o.Capability
	}
	return ""
}

// made is the sight of the descriptor that the call made.
func (s scene) made() (status.Observed, bool) {
	for _, other := range s.others {
		if other.Before == nil && other.After != nil {
			return other, true
		}
	}
	return status.Observed{}, false
}

// moved is how far a counter went.
func (s scene) moved(counter string) int64 {
	if s.event.Evidence == nil {
		return 0
	}
	return s.event.Evidence.Moved[counter]
}

// facts are what [fill] puts into a text about this scene.
func (s scene) facts() map[string]string {
	facts := map[string]string{"s": s.name, "to": s.to(), "option": s.option(), "capability": s.capability()}
	if s.before != nil {
		facts["local"], facts["peer"] = s.before.Local, s.before.Peer
		facts["queue"] = queueOf(s.before)
	}
	if s.call.Name == "epoll_ctl" {
		facts["other"] = descriptorName(s.arg(2))
	}
	facts["holder"] = cmp.Or(s.holder("LISTEN"), s.holder("TIME-WAIT"))
	return facts
}

// holder is the name of another socket in a state that has the port this call wanted.
func (s scene) holder(state string) string {
	wanted := s.to()
	if wanted == "" && s.before != nil {
		wanted = s.before.Local
	}
	for _, other := range s.others {
		if b := other.Before; b != nil && b.State == state && port(b.Local) != "" && port(b.Local) == port(wanted) {
			return other.Name
		}
	}
	return ""
}

// descriptorName is the name in what a trace prints for a descriptor: c, or 8 <c>.
func descriptorName(arg string) string {
	if _, rest, ok := strings.Cut(arg, "<"); ok {
		return strings.TrimSuffix(rest, ">")
	}
	return arg
}

// addressOf is the address in what a trace prints for one: {AF_INET, 127.0.0.1:80}.
func addressOf(arg string) string {
	if arg == "{AF_UNSPEC}" {
		return "none"
	}
	family, rest, ok := strings.Cut(strings.Trim(arg, "{}"), ", ")
	if !ok {
		return ""
	}
	if family == "AF_UNIX" {
		return "unix:" + strings.Trim(rest, `"`)
	}
	return rest
}

// port is the part of an IP address behind the last colon; 0 is no port.
func port(address string) string {
	if strings.HasPrefix(address, "unix:") {
		return ""
	}
	i := strings.LastIndexByte(address, ':')
	if i < 0 || address[i+1:] == "0" {
		return ""
	}
	return address[i+1:]
}

func isUnix(address string) bool { return strings.HasPrefix(address, "unix:") }

// has tells whether a bit of poll is among a condition's.
func has(c *status.Condition, bit string) bool {
	return c != nil && slices.Contains(bits(c.Ready), bit)
}

// bits splits ready bits, whether a comma or a bar stands between them.
func bits(ready string) []string {
	return strings.FieldsFunc(ready, func(r rune) bool { return r == '|' || r == ',' })
}

// isTCP tells whether a socket is known to be TCP's: only TCP tells what is not
// yet on the wire, and some states are TCP's alone.
func isTCP(c *status.Condition) bool {
	if c == nil {
		return false
	}
	switch c.State {
	case "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT":
		return true
	case "LISTEN", "CLOSED": // others without a peer are UNCONNECTED
		return !isUnix(c.Local)
	}
	return c.Notsent != nil
}

// number is a number the kernel may not have told.
func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
