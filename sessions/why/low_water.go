package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// belowLowWater finds a socket that has bytes to read but is not readable: SO_RCVLOWAT asks for more
// (socket(7); tcp_epollin_ready in net/ipv4/tcp.c).
func belowLowWater(s scene, w want) *Finding {
	waiting, mark := number(w.After.Pending), optionOf(w.Observed, "SO_RCVLOWAT", "1")
	if w.is(engine.PollIn) || waiting == 0 || mark == "1" || w.After.State == status.StateListen {
		return nil
	}
	return found("%s has %s to receive, but it is not readable: SO_RCVLOWAT asks for %s.", w.Name, step.Counted(waiting, "byte"), mark).
		because(w.Name+".pending", fmt.Sprint(waiting), "FIONREAD").
		because(w.Name+".SO_RCVLOWAT", mark, "getsockopt").
		advise("Send more, or set SO_RCVLOWAT of %s to 1; recv takes what there is anyway.", w.Name).
		try("setsockopt %s SO_RCVLOWAT 1", w.Name).see("SO_RCVLOWAT", "poll")
}

// aboveNotsentMark finds a socket with room in its send buffer that is not writable: TCP_NOTSENT_LOWAT
// requires that less than half its value be unsent (tcp_stream_memory_free in include/net/tcp.h).
func aboveNotsentMark(s scene, w want) *Finding {
	mark, notsent := s.past.number(w.ID, "TCP_NOTSENT_LOWAT"), number(w.After.Notsent)
	if w.is(engine.PollOut) || mark <= 0 || 2*int64(notsent) < mark {
		return nil
	}
	f := found("%s is not writable: %s wait unsent, and TCP_NOTSENT_LOWAT, which is %d, wants fewer than half of that, however much room the send buffer has.",
		w.Name, step.Counted(notsent, "byte"), mark).
		because(w.Name+".notsent", fmt.Sprint(notsent), "SIOCOUTQNSD").because(w.Name+".TCP_NOTSENT_LOWAT", fmt.Sprint(mark), "setsockopt").
		see("TCP_NOTSENT_LOWAT", "poll")
	if reader, ok := s.endOf(w.Observed); ok && number(reader.After.Pending) > 0 {
		return f.advise("%s has to receive, so that they can be sent; or raise TCP_NOTSENT_LOWAT of %s.", reader.Name, w.Name)
	}
	return f.advise("They go as the peer's window and the network allow; or raise TCP_NOTSENT_LOWAT of %s.", w.Name)
}
