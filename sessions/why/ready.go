package why

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// mostReady is the maximum number of ready sockets described for one event.
const mostReady = 3

func (s scene) explainReady() []string {
	ready := slices.DeleteFunc(slices.Clone(s.values.Watched), func(w engine.Watched) bool { return w.Ready == 0 })
	if s.call.Ret == 0 {
		return s.noneReady()
	}
	var said []string
	listed := 0
	for ; listed < len(ready) && len(said) < mostReady; listed++ {
		said = append(said, s.readySocket(ready[listed])...)
	}
	if len(said) == 0 {
		return []string{fmt.Sprintf("%s: %s ready.", s.call.Name, are(s.call.Ret, "descriptor"))}
	}
	if more := len(ready) - listed; more > 0 {
		said = append(said, fmt.Sprintf("%d more %s ready.", more, isOrAre(more)))
	}
	if s.call.Name == engine.SysEpollWait && int(s.call.Ret) == s.values.Count {
		said = append(said, "As many as were asked for; what else is ready comes next time.")
	}
	return said
}

// noneReady says that nothing is ready, and why if that is plain.
func (s scene) noneReady() []string {
	return append([]string{s.none()}, s.plainly(s.wants())...)
}

func (s scene) none() string {
	who := "None of the sockets is ready"
	switch watched := s.values.Watched; {
	case s.call.Name == engine.SysEpollWait:
		who = fmt.Sprintf("Nothing is on the ready list of %s", s.whom())
	case len(watched) == 1:
		who = fmt.Sprintf("%s is not ready for %s", watched[0].FD.Name, eventsOf(watched[0].Events))
	}
	switch timeout := s.values.Timeout; {
	case timeout == 0:
		return who + "; the timeout was 0, so the call looked and returned."
	case timeout > 0:
		return fmt.Sprintf("%s; the call slept for its timeout of %s.", who, timeout)
	}
	return who + "."
}

// readySocket says what a ready socket is ready for.
func (s scene) readySocket(w engine.Watched) []string {
	name := w.FD.Name
	o, ok := s.onBench(name)
	now := o.After
	is := func(bit int) bool { return w.Ready&bit != 0 }
	var able, said []string
	failed := is(engine.PollErr) || s.call.Name == engine.SysSelect && ok && has(now, engine.PollErr)
	what := ""
	if is(engine.PollIn) {
		what = s.readableFor(o, ok, failed)
		able = append(able, "readable"+what)
	}
	switch {
	case is(engine.PollHup) && what == "": // nothing can be sent
		able = nil
	case is(engine.PollHup): // only reading is possible
	case is(engine.PollOut):
		able = append(able, "writable")
	}
	if len(able) > 0 {
		said = append(said, fmt.Sprintf("%s is %s.", name, strings.Join(able, " and ")))
	}
	if is(engine.PollPri) {
		said = append(said, s.urgent(o, name))
	}
	if s.call.Name == engine.SysSelect && ok && has(now, engine.PollHup) && !failed && what == "" && len(able) > 0 {
		said = append(said, "select counts a hang-up as readable. "+s.hungUp(o, w.Ready))
	}
	if failed && !is(engine.PollErr) {
		said = append(said, "select counts an error as readable: the next call reports it, or a report stands in the error queue.")
	}
	if is(engine.PollErr) {
		said = append(said, s.erring(o, ok, name))
	}
	switch {
	case is(engine.PollNval) && o.Plain == status.KindPath:
		said = append(said, fmt.Sprintf("%s only stands for a path (O_PATH): the file is not open, so there is nothing to wait for.", name))
	case is(engine.PollNval):
		said = append(said, fmt.Sprintf("%s is not an open descriptor.", name))
	case is(engine.PollHup) && ok && now != nil:
		said = append(said, s.hungUp(o, w.Ready))
	case is(engine.PollHup):
		said = append(said, fmt.Sprintf("%s reports a hang-up.", name))
	case is(engine.PollRdhup) && ok && now != nil:
		said = append(said, s.directionsEnded(name, o, w.Ready))
	}
	return said
}

// erring says what err means: an error of a socket, or a pipe without a reader.
func (s scene) erring(o status.Observed, ok bool, name string) string {
	if ok && o.Plain == status.KindPipeWrite {
		return fmt.Sprintf("%s reports err: nobody has the reading end of the pipe open, so a write answers EPIPE.", name)
	}
	return s.pendingAt(o, ok, name)
}

// pendingAt says which error is pending at a socket that reports err, if steps show it: reading SO_ERROR would
// clear it.
func (s scene) pendingAt(o status.Observed, ok bool, name string) string {
	if ok && o.After != nil {
		if errno, because := s.about(o).pendingErrno(o); errno != "" {
			return fmt.Sprintf("%s is pending at %s: %s. The next call, or getsockopt SO_ERROR, reports and clears it.", errno, name, because)
		}
	}
	return fmt.Sprintf("%s has an error pending, which getsockopt SO_ERROR names, and clears.", name)
}

// urgent says what pri means for the kind of socket.
func (s scene) urgent(o status.Observed, name string) string {
	if o.Kind.Stream() || o.Kind == (status.Kind{}) {
		return fmt.Sprintf("%s has urgent data (pri).", name)
	}
	return fmt.Sprintf("%s reports pri.", name)
}

// hungUp says why a socket reports a hang-up.
func (s scene) hungUp(o status.Observed, ready int) string {
	switch {
	case o.Kind.Unix():
		return s.unixHungUp(o)
	case o.Plain == status.KindPipeRead:
		return fmt.Sprintf("%s reports a hang-up: nobody has the writing end of the pipe open; once it is empty, read answers 0 bytes.", o.Name)
	}
	d, tried := s.lastOf(o.ID, engine.SysConnect)
	switch {
	case !has(o.After, engine.PollRdhup):
		return fmt.Sprintf("%s reports a hang-up because it is not connected.", o.Name)
	case !s.wasConnected(o) && tried && ready&engine.PollErr == 0:
		return fmt.Sprintf("%s reports a hang-up: its connection attempt failed (%s).", o.Name, d.at())
	}
	return s.directionsEnded(o.Name, o, ready)
}

// unixHungUp is hungUp for a Unix socket (unix_poll in net/unix/af_unix.c).
func (s scene) unixHungUp(o status.Observed) string {
	if other, ok := s.endOf(o); ok && other.Closed {
		return fmt.Sprintf("%s reports a hang-up: %s, its other end, is closed.", o.Name, other.Name)
	}
	_, rd := s.past.shut(o.ID, engine.ShutRd)
	_, wr := s.past.shut(o.ID, engine.ShutWr)
	switch {
	case rd && wr:
		return fmt.Sprintf("%s reports a hang-up: it has shut down both directions itself.", o.Name)
	case o.After.Peer == "" && !has(o.After, engine.PollRdhup):
		return fmt.Sprintf("%s reports a hang-up because it is not connected.", o.Name)
	}
	return fmt.Sprintf("%s reports a hang-up: both directions have ended.", o.Name)
}

// wasConnected reports whether a socket has or had a TCP connection.
func (s scene) wasConnected(o status.Observed) bool {
	if o.After.Peer != "" || o.Detail != nil && o.Detail.Info["rtt"] != 0 {
		return true
	}
	story := s.past.Of(s.past.socket(o.ID))
	if story.Parent != 0 && story.Of == 0 { // accepted
		return true
	}
	return slices.ContainsFunc(s.past.deeds(o.ID), func(d Deed) bool { return connectedState(d.Before) || connectedState(d.After) })
}

func connectedState(state status.State) bool {
	switch state {
	case "", status.StateClosed, status.StateUnconnected, status.StateListen, status.StateSynSent:
		return false
	default:
		return true
	}
}

// readableFor says in parentheses why a socket or epoll is readable, using what the session did before.
func (s scene) readableFor(o status.Observed, ok, failed bool) string {
	if !ok || o.After == nil {
		return ""
	}
	if o.Kind == (status.Kind{}) {
		return s.holds(o)
	}
	if !o.Kind.Stream() && !failed && !listens(o) && number(o.After.Pending) == 0 && !has(o.After, engine.PollRdhup) {
		return " (an empty message)"
	}
	if !s.wasConnected(o) && o.Kind.TCP() && !listens(o) && o.After.State == status.StateClosed {
		return ""
	}
	return readable(o, failed)
}

// readable says in parentheses why a socket is readable, from its condition alone.
func readable(o status.Observed, failed bool) string {
	switch now := o.After; {
	case now == nil:
		return ""
	case now.State == status.StateListen && number(now.Queue) == 0 && has(now, engine.PollRdhup):
		return " (its receiving direction is shut down)"
	case now.State == status.StateListen && now.Queue != nil:
		return fmt.Sprintf(" (%s to accept)", step.Counted(*now.Queue, "connection"))
	case now.State == status.StateListen:
		return " (a connection to accept)"
	case unread(o.Kind, now) > 0:
		return fmt.Sprintf(" (%s)", step.Counted(*now.Pending, "byte"))
	case failed:
		return ""
	case has(now, engine.PollRdhup) && o.Kind.Datagrams():
		return " (its receiving direction is shut down)"
	case has(now, engine.PollRdhup):
		return " (the end of the stream)"
	}
	return ""
}
