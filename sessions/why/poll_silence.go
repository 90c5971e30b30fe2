package why

import "netnet-tui/engine"

// urgentOnly finds a stream whose only unread byte is urgent, which is an event of its own (tcp_poll in
// net/ipv4/tcp.c).
func urgentOnly(s scene, w want) *Finding {
	if w.is(engine.PollIn) || !w.is(engine.PollPri) || !w.Kind.Stream() {
		return nil
	}
	return found("Nothing but an urgent byte waits at %s: that is pri, not in.", w.Name).
		because(w.Name+".ready", w.After.Ready, "poll").
		advise("Take it with recv %s 1 MSG_OOB, or set SO_OOBINLINE to have it among the others.", w.Name).
		try("recv %s 1 MSG_OOB", w.Name).see("MSG_OOB", "SO_OOBINLINE")
}

// notAskedFor finds a socket that is readable when only other events were asked for.
func notAskedFor(s scene, w want) *Finding {
	if !w.is(engine.PollIn) || w.asked&engine.PollIn != 0 {
		return nil
	}
	f := found("%s is readable%s, but only %s was asked about.", w.Name, readable(w.Observed, false), eventsOf(w.asked)).
		because(w.Name+".ready", w.After.Ready, "poll")
	if w.asked&anyEvent == 0 {
		f.Claim = w.Name + " is readable" + readable(w.Observed, false) + ", but no event of it was asked for: only errors and hang-ups would be reported."
	}
	if w.entry != nil {
		return f.advise("Ask for in too: epoll_ctl with MOD.").try("epoll_ctl %s mod %s in", s.epollName(), w.Name).see("epoll_ctl")
	}
	return f.advise("Ask for in too.").try("poll %s:in", w.Name).see("poll")
}

// listenerWritable finds a listener that is polled for writing.
func listenerWritable(s scene, w want) *Finding {
	if !listens(w.Observed) {
		return nil
	}
	f := found("%s is a listener, and a listener is never writable: a connection to accept is in.", w.Name).because(w.Name+".state", "LISTEN", "TCP_INFO")
	return f.advise("Ask for in.").try("poll %s:in", w.Name)
}
