package why

import (
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// Socket says what one socket is doing, what holds it up, and what comes next. The socket is the first in the
// evidence, which a frame brings with [engine.Query.Evidence]. Socket makes no call. The past is what the
// session did before, or nil if that is not known.
func Socket(past *Past, e status.Evidence) []Finding {
	if len(e.Sockets) == 0 || e.Sockets[0].After == nil {
		return nil
	}
	o := e.Sockets[0]
	s := scene{past: past, next: past, over: new(ending), event: engine.Event{Evidence: &e}}.about(o)
	list := []Finding{*s.doing(o)}
	if !o.Closed {
		list = append(list, s.sleepersOn(o)...)
		list = append(list, s.hindrances(o)...)
	}
	return append(list, say(s.comes(o)...)...)
}

// doing says what a socket is and what state it is in.
func (s scene) doing(o status.Observed) *Finding {
	c := o.After
	switch {
	case o.Closed:
		return s.afterwards(o)
	case o.Kind == (status.Kind{}):
		return s.watching(o)
	case listens(o):
		f := found("%s listens at %s%s.", o.Name, c.Local, queueOf(c)).because(o.Name+".state", "LISTEN", "TCP_INFO")
		if c.Queue != nil && c.Backlog != nil {
			f.Claim = fmt.Sprintf("%s listens at %s; its accept queue has %d of %d places taken.", o.Name, c.Local, *c.Queue, room(c))
			f.because(o.Name+".queue", fmt.Sprint(*c.Queue), "TCP_INFO").because(o.Name+".backlog", fmt.Sprint(*c.Backlog), "TCP_INFO")
		}
		return f.see("LISTEN", "backlog")
	case o.Kind.TCP():
		return s.connection(o)
	}
	return s.withoutTCP(o)
}

// connection describes the state of a TCP socket that is not a listener.
func (s scene) connection(o status.Observed) *Finding {
	c := o.After
	if c.State == status.StateClosed {
		switch {
		case s.wasConnected(o):
			said := fmt.Sprintf("The connection of %s has ended", o.Name)
			if e := s.ending(); e.did != "" {
				said += ": " + e.did
			}
			return found("%s.", said).because(o.Name+".state", "CLOSED", "TCP_INFO")
		case has(c, engine.PollErr):
			return found("The connection attempt of %s has failed, and its error is pending.", o.Name).because(o.Name+".ready", c.Ready, "poll")
		case c.Bound():
			return found("%s is bound to %s, and has no connection.", o.Name, c.Local).because(o.Name+".local", c.Local, "getsockname")
		}
		return found("%s is not bound and has no connection.", o.Name).because(o.Name+".state", "CLOSED", "TCP_INFO")
	}
	to, gone := c.Peer, ""
	if other, ok := s.otherEnd(); ok && other.Name != "" {
		to = other.Name
		if _, ended := s.past.ended(other.ID); ended {
			gone = ", which is closed"
		}
	}
	f := found("%s is in %s", o.Name, c.State).because(o.Name+".state", string(c.State), "TCP_INFO").see(string(c.State))
	if means := stateMeans(c.State); means != "" {
		f.Claim += ": " + means
	}
	switch {
	case to == "":
	case c.State == status.StateTimeWait || c.State == status.StateSynSent:
		f.Claim += " (to " + to + ")"
	default:
		f.Claim += ", with " + to + " at the other end" + gone
	}
	f.Claim += "." + s.queues(o, f)
	return f
}

// queues says how much is queued in either direction.
func (s scene) queues(o status.Observed, f *Finding) string {
	var said []string
	if n := number(o.After.Pending); n > 0 {
		said = append(said, step.Counted(n, "byte")+" to receive")
		f.because(o.Name+".pending", fmt.Sprint(n), "FIONREAD")
	}
	unsent, notsent := number(o.After.Unsent), number(o.After.Notsent)
	if n := unsent - notsent; n > 0 {
		said = append(said, step.Counted(n, "byte")+" sent and not acknowledged")
		f.because(o.Name+".unsent", fmt.Sprint(unsent), "SIOCOUTQ")
	}
	if notsent > 0 {
		said = append(said, step.Counted(notsent, "byte")+" not on the wire yet")
		f.because(o.Name+".notsent", fmt.Sprint(notsent), "SIOCOUTQNSD")
	}
	if len(said) == 0 {
		return " Both queues are empty."
	}
	return " Waiting: " + strings.Join(said, ", ") + "."
}

// withoutTCP describes the state of a datagram or Unix socket.
func (s scene) withoutTCP(o status.Observed) *Finding {
	c := o.After
	local, f := "has no address", found("")
	if c.Bound() {
		local = "has the address " + c.Local
		f.because(o.Name+".local", c.Local, "getsockname")
	}
	peer := "no peer"
	if other, ok := s.otherEnd(); ok && other.Name != "" {
		peer = "its peer is " + other.Name
		if other.Closed {
			peer += ", which is closed"
		}
	} else if c.Peer != "" {
		peer = "its peer is " + c.Peer
		f.because(o.Name+".peer", c.Peer, "getpeername")
	}
	f.Claim = fmt.Sprintf("%s %s, %s.", o.Name, local, peer)
	switch n := number(c.Pending); {
	case n > 0 && o.Kind.Stream():
		f.Claim += fmt.Sprintf(" %s to be received.", waits(n))
	case n > 0:
		f.Claim += fmt.Sprintf(" A message waits; the next one has %s.", step.Counted(n, "byte"))
	case has(c, engine.PollRdhup):
		f.Claim += " No more can come: the receiving direction has ended."
	case has(c, engine.PollIn) && !o.Kind.Stream():
		f.Claim += " An empty message waits."
	default:
		f.Claim += " Nothing waits to be received."
	}
	return f.because(o.Name+".ready", c.Ready, "poll")
}

// waits says how many bytes are waiting.
func waits(n int) string {
	if n == 1 {
		return "1 byte waits"
	}
	return step.Counted(n, "byte") + " wait"
}

// watching says what an epoll watches.
func (s scene) watching(o status.Observed) *Finding {
	list := s.interests(o)
	if len(list) == 0 {
		return found("%s is an epoll with an empty interest list.", o.Name).see("epoll_ctl")
	}
	f := found("").see("epoll_ctl")
	var said []string
	for n, i := range list {
		if n == mostWatched {
			said = append(said, fmt.Sprintf("and %d more", len(list)-n))
			break
		}
		how := fmt.Sprintf("%s for %s", i.Name, eventsOf(i.Events&^(engine.EpollET|engine.EpollOneshot|engine.EpollExclusive)))
		ready, _ := step.PollEvents.Parse(i.Ready)
		switch due := ready & (i.Events | engine.PollErr | engine.PollHup); {
		case i.Spent:
			how = i.Name + ", disarmed (EPOLLONESHOT has been reported)"
		case due != 0 && i.Events&engine.EpollET != 0:
			how += ", edge-triggered, which is " + eventsOf(due) + " (reported once)"
		case due != 0:
			how += ", which is " + eventsOf(due) + " now"
		}
		if i.Gone {
			how += ", under a descriptor that is closed"
		}
		said = append(said, how)
		f.because(i.Name, eventsOf(i.Events), "the interest list")
	}
	f.Claim = fmt.Sprintf("%s is an epoll that watches %s: %s.", o.Name, step.Counted(len(list), "socket"), strings.Join(said, "; "))
	return f
}

// mostWatched is the maximum number of interest list entries described.
const mostWatched = 8

// afterwards says what remains of a socket whose descriptor is closed.
func (s scene) afterwards(o status.Observed) *Finding {
	f := found("The descriptor of %s is closed", o.Name)
	if closed, ok := s.lastOf(o.ID, engine.SysClose); ok {
		f.Claim += " (" + closed.at() + ")"
		f.because(o.Name, "closed", closed.at())
	}
	if o.Detail != nil && len(o.Detail.Twins) > 0 {
		f.Claim += "; its socket lives on as " + strings.Join(o.Detail.Twins, ", ") + "."
		return f
	}
	if o.After.State == status.StateClosed || o.After.State == "" || !o.Kind.TCP() {
		f.Claim += ", and nothing is left of its socket."
		return f
	}
	f.Claim += fmt.Sprintf("; the kernel goes on with its connection, in %s: %s.", o.After.State, stateMeans(o.After.State))
	for _, h := range s.lookup().Holders {
		if h.Left > 0 && h.Local == o.After.Local && h.Peer == o.After.Peer {
			f.Claim += fmt.Sprintf(" %s are left.", h.Left.Round(time.Second))
			f.because("time left", h.Left.Round(time.Second).String(), "sock_diag")
		}
	}
	return f.because(o.Name+".state", string(o.After.State), "sock_diag").see(string(o.After.State))
}

// sleepersOn says which calls are sleeping on a socket.
func (s scene) sleepersOn(o status.Observed) []Finding {
	if o.Detail == nil {
		return nil
	}
	var list []Finding
	for _, w := range o.Detail.Asleep {
		if w.Verb == "expect" || w.Verb == "join" || w.Within > 0 {
			continue
		}
		list = append(list, *found("%s sleeps in %s for %s.", w.Task, w.Verb, w.For.Round(time.Millisecond)).because(w.Task, "asleep", w.Step).
			advise("%s", s.wakes(w)).try("interrupt %s", w.Task))
	}
	return list
}

// hindrances says what keeps a socket from receiving or sending.
func (s scene) hindrances(o status.Observed) []Finding {
	var list []Finding
	if o.Kind == (status.Kind{}) {
		return nil
	}
	for _, event := range []int{engine.PollIn, engine.PollOut} {
		w := want{Observed: o, asked: event, events: event}
		if w.is(event) || event == engine.PollOut && listens(o) || event == engine.PollIn && w.is(engine.PollErr) {
			continue
		}
		if f := s.silent([]want{w}); f != nil && (len(list) == 0 || list[0].Claim != f.Claim) {
			list = append(list, *f)
		}
	}
	return append(list, s.timers(o)...)
}

// timers says which TCP timer is running, and how often it has expired.
func (s scene) timers(o status.Observed) []Finding {
	if o.Detail == nil || o.Detail.Info == nil || listens(o) {
		return nil
	}
	info := o.Detail.Info
	rto := (time.Duration(info["rto"]) * time.Microsecond).Round(time.Millisecond)
	switch {
	case info["retransmits"] > 0 && !outgoing(o).Refused():
		return []Finding{*found("%s has sent its oldest segment again %s without an answer; the retransmission timer stands at %s%s.", o.Name, step.Times(info["retransmits"]), rto, doubling(o)).
			because(o.Name+".retransmits", fmt.Sprint(info["retransmits"]), "TCP_INFO").because(o.Name+".rto", rto.String(), "TCP_INFO").see("TCP_USER_TIMEOUT", "tcp_retries2")}
	case info["probes"] > 0 && number(o.After.Notsent) > 0:
		return []Finding{*found("%s has probed the window of its peer %s (persist timer).", o.Name, step.Times(info["probes"])).
			because(o.Name+".probes", fmt.Sprint(info["probes"]), "TCP_INFO").see("zero window")}
	case info["probes"] > 0:
		return []Finding{*found("%s has sent %s of keepalive without an answer.", o.Name, step.Counted(info["probes"], "probe")).
			because(o.Name+".probes", fmt.Sprint(info["probes"]), "TCP_INFO").see("SO_KEEPALIVE")}
	}
	return nil
}

// comes says what comes next, and who has to act.
func (s scene) comes(o status.Observed) []string {
	c, name := o.After, o.Name
	other, ok := s.otherEnd()
	who := "the peer"
	if ok && other.Name != "" && !other.Closed {
		who = other.Name
	}
	switch {
	case o.Closed || o.Kind == (status.Kind{}):
		return nil
	case listens(o) && c.Queue != nil && c.Backlog != nil && *c.Queue > *c.Backlog:
		return []string{fmt.Sprintf("Its accept queue is full: SYNs of further clients are dropped until somebody accepts from %s.", name)}
	case listens(o) && number(c.Queue) > 0:
		return []string{fmt.Sprintf("Next: accept from %s.", name)}
	case listens(o):
		return []string{fmt.Sprintf("Next: a client has to connect to %s.", c.Local)}
	case has(c, engine.PollErr):
		if s.errorOption(o) != "" {
			return []string{"An error is pending, or a report stands in its error queue: getsockopt SO_ERROR and recv with MSG_ERRQUEUE take them."}
		}
		return []string{s.errorPending(o)}
	case c.State == status.StateCloseWait && number(c.Pending) == 0:
		return []string{s.leftInCloseWait(o)}
	case number(c.Pending) > 0 && has(c, engine.PollIn):
		return []string{fmt.Sprintf("Next: receive from %s.", name)}
	case c.State == status.StateFinWait2:
		return []string{fmt.Sprintf("Next: %s has to close; until then it may still send.", who)}
	case c.State == status.StateEstablished && number(c.Unsent) == 0 && o.Kind.TCP():
		return []string{"Next: either end may send or close."}
	}
	return nil
}

// doubling says how the retransmission timer will back off. The first timeouts of a SYN all have the same
// length (tcp_syn_linear_timeouts).
func doubling(o status.Observed) string {
	if o.After.State == status.StateSynSent {
		return ""
	}
	return ", and doubles each time"
}
