package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// belowLowWater finds a socket that has bytes and is not readable: SO_RCVLOWAT asks for more
// (socket(7); tcp_epollin_ready in net/ipv4/tcp.c).
func belowLowWater(s scene) *Finding {
	for _, w := range s.values.Watched {
		o, ok := s.observed(w.FD.Name)
		if !ok || w.Ready != 0 || o.After == nil || has(o.After, engine.PollIn) {
			continue
		}
		waiting, mark := number(o.After.Pending), optionOf(o, "SO_RCVLOWAT", "1")
		if waiting == 0 || mark == "1" || o.After.State == status.StateListen {
			continue
		}
		return found("%s has %s to receive, but it is not readable: SO_RCVLOWAT asks for %s.", o.Name, count(waiting, "byte"), mark).
			because(o.Name+".pending", fmt.Sprint(waiting), "FIONREAD").
			because(o.Name+".SO_RCVLOWAT", mark, "getsockopt").
			advise("Send more, or set SO_RCVLOWAT of %s to 1; recv takes what there is anyway.", o.Name).
			try("setsockopt %s SO_RCVLOWAT 1", o.Name).see("SO_RCVLOWAT", "poll")
	}
	return nil
}
