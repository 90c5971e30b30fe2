package why

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// zeroCopied returns the newest send with MSG_ZEROCOPY whose completion has not been read from the error
// queue, as far as steps show.
func (p *Past) zeroCopied(id status.SocketID) (Deed, bool) {
	if p.number(id, "SO_ZEROCOPY") == 0 {
		return Deed{}, false
	}
	for _, d := range slices.Backward(p.deeds(id)) {
		switch {
		case d.Call.Name == engine.SysRecvfrom && d.Call.Values.Flags&engine.MsgErrqueue != 0:
			return Deed{}, false
		case d.zeroCopies() && d.Call.Errno == "" && d.Call.Ret > 0:
			return d, true
		}
	}
	return Deed{}, false
}

// zeroCopies reports whether a call was a send with MSG_ZEROCOPY.
func (d Deed) zeroCopies() bool {
	return d.Call.Name == engine.SysSendto && d.Call.Values.Flags&engine.MsgZerocopy != 0
}

// zeroCopyIgnored finds a send with MSG_ZEROCOPY on a socket without SO_ZEROCOPY, by which a program declares
// that it reads completions: the kernel copies as usual (msg_zerocopy.rst).
func zeroCopyIgnored(s scene) *Finding {
	if !(Deed{Call: s.call}).zeroCopies() {
		return nil
	}
	if !s.kind.TCP() && !isUDP(s.kind) {
		if s.kind.Unix() {
			return found("The kernel took %s from %s and copied what it took: a Unix socket ignores MSG_ZEROCOPY.", step.Counted(s.call.Ret, "byte"), s.whom()).because("flags", "MSG_ZEROCOPY", "the call").see("MSG_ZEROCOPY")
		}
		return nil
	}
	if s.past.number(s.id, "SO_ZEROCOPY") != 0 {
		return nil
	}
	return found("The kernel took %s from %s and copied what it took: MSG_ZEROCOPY does nothing while SO_ZEROCOPY of %s is off.", step.Counted(s.call.Ret, "byte"), s.whom(), s.whom()).
		because(s.name+".SO_ZEROCOPY", "off", "the catalogue's default").advise("Set SO_ZEROCOPY first; then each such send leaves a completion in the error queue.").
		try("setsockopt %s SO_ZEROCOPY on", s.name).see("SO_ZEROCOPY", "MSG_ZEROCOPY")
}

// sentWithoutCopy finds a send with MSG_ZEROCOPY that lends its buffer to the kernel.
func sentWithoutCopy(s scene) *Finding {
	d := Deed{Call: s.call}
	if !d.zeroCopies() || s.past.number(s.id, "SO_ZEROCOPY") == 0 || s.call.Ret <= 0 || s.moved("UdpNoPorts")+s.moved("Udp6NoPorts") > 0 {
		return nil
	}
	f := found("The kernel took %s from %s with MSG_ZEROCOPY%s: the buffer may not change until the completion stands in the error queue, and poll reports err from then on.", step.Counted(s.call.Ret, "byte"), s.whom(), s.whereTo()).
		because(s.name+".SO_ZEROCOPY", "on", "setsockopt").see("MSG_ZEROCOPY", "MSG_ERRQUEUE")
	if s.after != nil && has(s.after, engine.PollErr) {
		f.Claim = fmt.Sprintf("The kernel took %s from %s with MSG_ZEROCOPY%s. Its completion stands in the error queue already, and poll reports err.", step.Counted(s.call.Ret, "byte"), s.whom(), s.whereTo())
		f.because(s.name+".ready", s.after.Ready, "poll")
	}
	return f.advise("recv with MSG_ERRQUEUE takes it. On loopback the kernel copies after all, and the completion says so.").try("recv %s 1KiB MSG_ERRQUEUE", s.name)
}

// completionWaits finds a socket that reports err because the completion of a zero-copy send is in its error
// queue, perhaps along with a pending error.
func completionWaits(s scene) *Finding {
	for _, w := range s.values.Watched {
		o, ok := s.onBench(w.FD.Name)
		if !ok || w.Ready&engine.PollErr == 0 || o.After == nil {
			continue
		}
		d, ok := s.past.zeroCopied(o.ID)
		if !ok {
			continue
		}
		f := found("%s reports err because the completion of a send with MSG_ZEROCOPY (%s) stands in its error queue: the kernel has done with that buffer.", o.Name, d.at()).
			because(o.Name+".ready", o.After.Ready, "poll").because(o.Name+".SO_ZEROCOPY", "on", "setsockopt").see("MSG_ZEROCOPY", "MSG_ERRQUEUE").
			advise("Take it with recv and MSG_ERRQUEUE; SO_ERROR does not clear the queue, and poll reports err at once until it is empty.").
			try("recv %s 1KiB MSG_ERRQUEUE", o.Name)
		if about := s.about(o); isUDP(o.Kind) && o.After.Peer != "" {
			if _, to, nobody := about.toNobody(); nobody {
				f.Claim += fmt.Sprintf(" ECONNREFUSED is pending besides: nobody had %s.", to)
			}
		}
		return f
	}
	return nil
}
