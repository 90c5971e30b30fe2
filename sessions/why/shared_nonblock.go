package why

import (
	"fmt"

	"netnet-tui/engine"
)

// nonblockShared says, for a call that did not block, that O_NONBLOCK was turned on through another descriptor
// of the socket: the flag belongs to the open file description (fcntl(2)).
func (s scene) nonblockShared() []string {
	if s.before == nil || !s.before.Nonblock || s.flag(engine.MsgDontwait) || s.call.Errno != "EAGAIN" && s.call.Errno != "EINPROGRESS" {
		return nil
	}
	d, ok := s.past.done(s.id, func(d Deed) bool { _, sets := d.setsNonblock(); return sets })
	if on, _ := d.setsNonblock(); !ok || !on || d.who() == s.name || d.who() == "" {
		return nil
	}
	return []string{fmt.Sprintf("%s does not block because %s turned O_NONBLOCK on (%s): all descriptors of a socket share it, in all processes. MSG_DONTWAIT is about one call only.", s.who(), d.who(), d.at())}
}

// setsNonblock reports whether a deed set or cleared O_NONBLOCK (sets), and whether the flag is on afterwards
// (on).
func (d Deed) setsNonblock() (on, sets bool) {
	r, ok := engine.RequestOf(d.Call.Name, d.Call.Values.Op)
	if !ok || d.Call.Errno != "" {
		return false, false
	}
	switch r.Name {
	case "F_SETFL":
		return d.Call.Values.Flags&engine.FileNonblock != 0, true
	case "FIONBIO":
		return d.Call.Values.Number != 0, true
	}
	return false, false
}
