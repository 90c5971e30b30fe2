package why

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// errorQueueHolds finds a socket that reports err because its error queue is not empty: SO_ERROR does not clear
// that, only recvmsg with MSG_ERRQUEUE does (recv(2), ip(7)).
func errorQueueHolds(s scene) *Finding {
	for _, w := range s.values.Watched {
		o, ok := s.onBench(w.FD.Name)
		if !ok || w.Ready&engine.PollErr == 0 || o.After == nil {
			continue
		}
		option := s.errorOption(o)
		if _, lent := s.past.zeroCopied(o.ID); option == "" || option == "SO_ZEROCOPY" && !lent {
			continue
		}
		f := found("%s reports err because its error queue is not empty: %s is on.", o.Name, option).
			because(o.Name+".ready", o.After.Ready, "poll").because(o.Name+"."+option, "on", "getsockopt").
			advise("Take it out with recv and MSG_ERRQUEUE; SO_ERROR does not clear the queue, and poll reports err again at once until it is empty.").
			try("recv %s 1024 MSG_ERRQUEUE", o.Name).see("MSG_ERRQUEUE", option)
		if d, read := s.errorRead(o.ID); read {
			f.Claim += fmt.Sprintf(" No error is pending: SO_ERROR was read (%s).", d.at())
			f.because("SO_ERROR", "read", d.at())
		} else {
			f.but(Likely)
		}
		return f
	}
	return nil
}

// errorOption returns the option with which a step had reports put into the error queue of a socket, or "".
func (s scene) errorOption(o status.Observed) string {
	for _, name := range []string{"IP_RECVERR", "IPV6_RECVERR", "SO_ZEROCOPY", "SO_TIMESTAMPING"} {
		if s.past.number(o.ID, name) != 0 {
			return name
		}
	}
	return ""
}

// errorRead returns the last getsockopt of SO_ERROR, unless a send, write or connect came after it.
func (s scene) errorRead(id status.SocketID) (Deed, bool) {
	for _, d := range slices.Backward(s.past.deeds(id)) {
		_, name, _ := sockopts.Traced(false, d.Call.Values.Level, d.Call.Values.Option, nil)
		switch {
		case d.Call.Name == engine.SysGetsockopt && name == "SO_ERROR":
			return d, true
		case d.Call.Name == engine.SysSendto || d.Call.Name == engine.SysWrite || d.Call.Name == engine.SysConnect:
			return Deed{}, false
		}
	}
	return Deed{}, false
}

// spinsWithoutDescriptors finds a listener that is reported again and again because accept can't take its
// connections: no descriptor is left.
func spinsWithoutDescriptors(s scene) *Finding {
	for _, w := range s.values.Watched {
		o, ok := s.onBench(w.FD.Name)
		if !ok || w.Ready&engine.PollIn == 0 || !listens(o) {
			continue
		}
		d, ok := s.lastOf(o.ID, engine.SysAccept4)
		if !ok || d.Call.Errno != "EMFILE" && d.Call.Errno != "ENFILE" {
			continue
		}
		return found("%s is reported again, and will be until its connections are taken: accept answered %s (%s), and %s in its queue.", o.Name, d.Call.Errno, d.at(), stay(waitingOf(o))).
			because("accept", d.Call.Errno, d.at()).because(o.Name+".queue", fmt.Sprint(number(o.After.Queue)), "TCP_INFO").
			advise("Close a descriptor, or stop watching %s for a while; a loop that only polls and accepts spins.", o.Name).see("EMFILE", "accept")
	}
	return nil
}

func stay(what string) string {
	if what == "1 connection" || what == "a connection" {
		return what + " stays"
	}
	return what + " stay"
}

// lastOf returns the last call of the given name on a socket.
func (s scene) lastOf(id status.SocketID, name engine.Syscall) (Deed, bool) {
	for _, d := range slices.Backward(s.past.deeds(id)) {
		if d.Call.Name == name {
			return d, true
		}
	}
	return Deed{}, false
}

// closedWatched finds a closed descriptor that is still watched: poll marks it, select answers EBADF.
func closedWatched(s scene) *Finding {
	for _, w := range s.values.Watched {
		o, ok := s.onBench(w.FD.Name)
		if w.Ready&engine.PollNval == 0 && s.call.Errno != "EBADF" || !ok || !o.Closed {
			continue
		}
		f := found("%s is closed", o.Name).because(o.Name, "closed", "the bench")
		story := s.past.Of(o.ID)
		if d, ok := story.closing(); ok {
			f.Claim += " (" + d.at() + ")"
		}
		if s.call.Errno == "EBADF" {
			f.Claim += "; select fails as a whole and does not say which descriptor it is."
			return f.advise("Take it out of the sets; poll would mark it with POLLNVAL.").see("EBADF", "select")
		}
		f.Claim += ": poll marks its descriptor with POLLNVAL, and reports it every time."
		return f.advise("Take it out of what is watched, or set its fd below 0: poll ignores that.").see("poll")
	}
	return nil
}
