package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// windowShut finds a stream that can't send because the other end has no room left and has to receive first
// (RFC 9293, section 3.8.6).
func windowShut(s scene, w want) *Finding {
	if w.is(engine.PollOut) || !w.Kind.TCP() || w.Detail == nil || w.Detail.Info == nil || !w.sends() || number(w.After.Unsent) == 0 {
		return nil
	}
	window := w.Detail.Info["snd_wnd"]
	reader, ok := s.endOf(w.Observed)
	unread := 0
	if ok {
		unread = number(reader.After.Pending)
	}
	shut := fmt.Sprintf("advertises a window of %d", window)
	switch {
	case window == 0 && number(w.After.Notsent) > 0:
	case ok && unread > 0 && number(w.After.Notsent) > 0:
		shut = "has no room for more"
	default:
		return nil
	}
	f := found("%s is not writable: its send buffer is full (%s), and its peer %s.", w.Name, s.sendQ(w.Observed), shut).
		because(w.Name+".snd_wnd", fmt.Sprint(window), "TCP_INFO").because(w.Name+".notsent", fmt.Sprint(*w.After.Notsent), "SIOCOUTQNSD").see("zero window", "SO_RCVBUF")
	if !ok {
		return f.advise("The program at the other end has to receive.")
	}
	f.Claim = fmt.Sprintf("%s is not writable: its send buffer is full (%s), and %s %s, because %s unread there.", w.Name, s.sendQ(w.Observed), reader.Name, shut, waits(unread))
	return f.because(reader.Name+".pending", fmt.Sprint(unread), "FIONREAD").
		advise("%s has to receive; the window opens once about half of its receive buffer is free.", reader.Name).try("recv %s 4MiB", reader.Name)
}

// bufferFull finds a stream that can't send because its send buffer is full, although the window is open.
func bufferFull(s scene, w want) *Finding {
	if w.is(engine.PollOut) || !w.Kind.TCP() || !w.sends() || number(w.After.Unsent) == 0 {
		return nil
	}
	f := found("%s is not writable: less than a third of its send buffer is free (%s).", w.Name, s.sendQ(w.Observed)).
		because(w.Name+".unsent", fmt.Sprint(*w.After.Unsent), "SIOCOUTQ").see("SO_SNDBUF", "poll")
	if w.Detail != nil {
		f.because(w.Name+".snd_wnd", fmt.Sprint(w.Detail.Info["snd_wnd"]), "TCP_INFO")
	}
	reader, ok := s.endOf(w.Observed)
	if !ok {
		return f.advise("It empties as the peer acknowledges.")
	}
	if at, ok := s.past.filtered(reader.ID); ok {
		f.Claim += fmt.Sprintf(" %s has %s (SO_ATTACH_FILTER, %s), and nothing is acknowledged.", reader.Name, filterName(reader), at.at())
		return f.advise("Take the filter away.").try("setsockopt %s SO_DETACH_FILTER", reader.Name).because(reader.Name+".SO_ATTACH_FILTER", filterName(reader), at.at())
	}
	if waiting := number(reader.After.Pending); waiting > 0 {
		return f.because(reader.Name+".pending", fmt.Sprint(waiting), "FIONREAD").
			advise("%s wait unread at %s: it has to receive until its window is wide enough again.", step.Counted(waiting, "byte"), reader.Name).try("recv %s 4MiB", reader.Name)
	}
	return f.advise("It empties as %s acknowledges.", reader.Name)
}

// sends reports whether TCP may send data on the socket in its current state.
func (w want) sends() bool {
	return w.After.State == status.StateEstablished || w.After.State == status.StateCloseWait
}

// sendQ says what a send buffer contains.
func (s scene) sendQ(o status.Observed) string {
	said := fmt.Sprintf("Send-Q %d", number(o.After.Unsent))
	if n := number(o.After.Notsent); n > 0 {
		said += fmt.Sprintf(", %d of it not sent", n)
	}
	return said
}

// unixReceiverFull finds a Unix socket that is not writable because the other end does not receive.
func unixReceiverFull(s scene, w want) *Finding {
	if !w.Kind.Unix() || w.is(engine.PollOut) || listens(w.Observed) {
		return nil
	}
	reader, ok := s.endOf(w.Observed)
	who := "the receiver"
	if ok && reader.Name != "" {
		who = reader.Name
	}
	f := found("%s is not writable: what it sent and %s has not received fills its send buffer.", w.Name, who)
	if w.After.Unsent != nil {
		f.because(w.Name+".unsent", fmt.Sprint(*w.After.Unsent), "SIOCOUTQ")
	}
	if w.Kind.Datagrams() {
		f = found("%s is not writable: the queue of %s is full (net.unix.max_dgram_qlen), or the send buffer of %s is.", w.Name, who, w.Name).but(OneOf)
	}
	f.advise("Let %s receive.", who)
	if ok {
		f.try("recv %s 64KiB", reader.Name)
	}
	return f
}
