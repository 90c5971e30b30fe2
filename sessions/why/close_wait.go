package why

import (
	"fmt"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// leftInCloseWait says who has to act on a socket whose peer has finished and that has nothing left to read: a
// connection stays in CLOSE-WAIT until its program closes it.
func (s scene) leftInCloseWait(o status.Observed) string {
	since, ended := "", "the peer has sent its FIN"
	if took, d, ok := s.closeWaitFor(o); ok {
		since = " for " + took
		if d.Seq != 0 {
			ended = fmt.Sprintf("%s has shut down its sending direction (%s)", d.who(), d.at())
			if d.Call.Name == engine.SysClose {
				ended = fmt.Sprintf("%s was closed (%s)", d.who(), d.at())
			}
		}
	}
	return fmt.Sprintf("%s has been in CLOSE-WAIT%s: %s, nothing more comes, and this end is still open. It stays so until this program closes %s.", o.Name, since, ended, o.Name)
}

// closeWaitFor returns how long a socket has been in CLOSE-WAIT: since the step that ended the other direction or,
// if that is unknown, at least since the last ACK came (tcpi_last_ack_recv, tcp(7)).
func (s scene) closeWaitFor(o status.Observed) (took string, by Deed, ok bool) {
	if peer, known := s.past.peer(o.ID); known && s.event.T > 0 {
		by, ok = s.past.shut(peer.ID, engine.ShutWr)
		if !ok {
			by, ok = s.past.ended(peer.ID)
		}
		if ok && s.event.T > by.T {
			return rounded(time.Duration((s.event.T - by.T) * float64(time.Second))), by, true
		}
	}
	if o.Detail == nil || o.Detail.Info["last_ack_recv"] == 0 {
		return "", Deed{}, false
	}
	return "at least " + rounded(time.Duration(o.Detail.Info["last_ack_recv"])*time.Millisecond), Deed{}, true
}

// rounded formats a duration with no more digits than a reader needs.
func rounded(d time.Duration) string {
	switch {
	case d >= time.Minute:
		return d.Round(time.Second).String()
	case d >= time.Second:
		return d.Round(100 * time.Millisecond).String()
	}
	return d.Round(time.Millisecond).String()
}
