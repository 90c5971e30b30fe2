package why

import (
	"fmt"

	"netnet-tui/engine"
)

// closedBefore finds a call on a descriptor that an earlier step closed, and names that step.
func closedBefore(s scene) *Finding {
	name := s.values.FD.Name
	stories := s.past.named(name)
	if s.call.Name == engine.SysClose || len(stories) == 0 {
		return nil
	}
	story := stories[len(stories)-1]
	d, ok := story.closing()
	if !ok || d.Call.Errno != "" || !story.Last.Closed {
		return nil
	}
	how := "closed"
	if ended := endedWith(story.Last); ended != "" {
		how = "closed by the end of its process"
	}
	return found("%s was %s (%s): it is no longer an open descriptor.", name, how, d.at()).because(name, "closed", d.at()).
		advise("Look for a close that came too early.").see("EBADF", "close")
}

// lostRights says how many descriptors came with a message and were closed because the call that received it has no
// room for control messages (unix(7)).
func (s scene) lostRights() []string {
	if s.asked == engine.SysRecvmsg || s.call.Errno != "" || !s.kind.Unix() || s.flag(engine.MsgPeek) {
		return nil
	}
	last := s.past.Of(s.id).Last.Detail
	if last == nil || last.InFlight <= s.detail.InFlight {
		return nil
	}
	n := last.InFlight - s.detail.InFlight
	is := "descriptor that came with it is"
	if n > 1 {
		is = fmt.Sprintf("%d descriptors that came with it are", n)
	}
	return []string{fmt.Sprintf("The %s closed: this call has no room for them, and recvmsg has.", is)}
}
