package why

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// attemptHeldUp finds what keeps an attempt that has just begun from being answered.
func attemptHeldUp(s scene) *Finding {
	if s.after == nil || s.after.State != status.StateSynSent || s.unanswered(s.to()) == "" {
		return nil
	}
	return attemptBegun(s)
}

// attemptBegun says how far an attempt has come that connect started without waiting for the result.
func attemptBegun(s scene) *Finding {
	if !s.kind.TCP() || s.after == nil {
		return nil
	}
	f := found("").because(s.name+".state", string(s.after.State), "TCP_INFO").see("EINPROGRESS", "SO_ERROR")
	waited := s.before != nil && !s.before.Nonblock
	switch {
	case s.after.State == status.StateEstablished && s.after.Local == s.after.Peer:
		f.Claim = s.connectedToItself(s.after.Local) + fmt.Sprintf(" connect answered EINPROGRESS because %s does not block.", s.whom())
		return f.advise("To reach a server, start it first, and connect to its address.").see("simultaneous open")
	case s.after.State == status.StateEstablished:
		f.Claim = fmt.Sprintf("The handshake with %s is complete already: %s is connected. connect answered EINPROGRESS because %s does not block; Linux answers that even on loopback.", s.to(), s.whom(), s.whom())
		return f.advise("Poll for writable, then getsockopt SO_ERROR: 0 means connected.").try("poll %s:out 1s", s.name).try("getsockopt %s SO_ERROR", s.name)
	case s.after.State == status.StateClosed && has(s.after, engine.PollErr):
		why, _ := s.noListener(s.to())
		f.Claim = sentences(fmt.Sprintf("The attempt of %s has failed already, and its error is pending: most likely nobody listens at %s.", s.whom(), s.to()), why)
		return f.but(Likely).advise("Read the error: poll answers, then getsockopt SO_ERROR tells it.").try("getsockopt %s SO_ERROR", s.name)
	case s.after.State != status.StateSynSent:
		return nil
	case waited:
		f.Claim = sentences(fmt.Sprintf("SO_SNDTIMEO of %s expired while it waited for the handshake, which continues without the call (SYN-SENT).", s.whom()), s.unanswered(s.to()))
		f.because(s.name+".SO_SNDTIMEO", s.detail.Options["SO_SNDTIMEO"], "getsockopt")
	default:
		f.Claim = sentences(fmt.Sprintf("The SYN to %s is sent, and connect does not wait for the answer because %s does not block.", s.to(), s.whom()), s.unanswered(s.to()))
	}
	return f.advise("Poll for writable, then getsockopt SO_ERROR tells how it ended.").try("poll %s:out 5s", s.name).try("getsockopt %s SO_ERROR", s.name)
}

// Unanswered explains a connect that got no answer within the given time.
func Unanswered(past *Past, e engine.Event, within string) Finding {
	s := newScene(past, e)
	if s.unixAddress() {
		who, how := s.fullUnix()
		return *found("The accept queue of %s at %s was full%s for %s.", who, s.to(), how, within).
			because("connect", s.call.Errno, "the call").advise("Let the program that listens accept.").see("listen", "EAGAIN")
	}
	f := found("No answer within %s", within).because("connect", "no answer", "the call").see("ETIMEDOUT")
	cause := s.unanswered(s.to())
	if cause == "" {
		return *f.plus(": nothing seen from here says why.").advise("No answer is not a refusal: look for what drops packets on the way, or for a listener whose accept queue is full.")
	}
	return *f.plus(": " + strings.ToLower(cause[:1]) + cause[1:]).advise("Let the program that listens accept.")
}

// attemptUnderWay finds what an attempt that began earlier is waiting for.
func attemptUnderWay(s scene) *Finding {
	if !s.kind.TCP() || s.before == nil || s.before.State != status.StateSynSent {
		return nil
	}
	to, place := s.attempted()
	f := found("%s", sentences(fmt.Sprintf("The attempt of %s%s to connect to %s is still under way (SYN-SENT).", s.whom(), place, to), cmp.Or(s.unanswered(to), s.droppedSYN(status.Observed{ID: s.id, Name: s.name, After: s.after}, to)))).
		because(s.name+".state", string(s.before.State), "before the call").see("EALREADY", "SO_ERROR")
	if n := s.detail.Info["retransmits"]; n > 0 {
		f.because(s.name+".info.retransmits", fmt.Sprint(n), "TCP_INFO")
	}
	return f.advise("Poll for writable, then getsockopt SO_ERROR tells how it ended.")
}

// neverAnswered finds why an attempt got no answer before it timed out.
func neverAnswered(s scene) *Finding {
	if !s.kind.TCP() {
		return nil
	}
	to, place := s.attempted()
	if s.before != nil && hasFailed.holds(s) {
		return found("%s", sentences(fmt.Sprintf("The earlier attempt of %s%s to connect to %s was given up: nothing answered its SYN.", s.whom(), place, to), s.unanswered(to), "This call only reports that, and sends nothing.")).
			because(s.name+".ready", s.before.Ready, "poll").advise("The next connect sends a SYN again.").see("ETIMEDOUT")
	}
	f := found("%s", sentences(fmt.Sprintf("Nothing answered the SYN of %s to %s, nor its retransmissions.", s.whom(), s.to()), s.unanswered(s.to()), s.bounded())).see("ETIMEDOUT", "TCP_SYNCNT").
		because("connect", "ETIMEDOUT", "the call")
	for _, option := range patience() {
		if set := s.detail.Options[option]; set != "" {
			f.because(s.name+"."+option, set, "getsockopt")
		}
	}
	return f.advise("No answer is not a refusal: look for what drops packets on the way, or for a listener whose accept queue is full.")
}

// patience returns the options that limit how long a socket tries to connect.
func patience() []string { return []string{"TCP_SYNCNT", "TCP_USER_TIMEOUT"} }

// bounded says which options limited how long the socket tried.
func (s scene) bounded() string {
	var set []string
	for _, option := range patience() {
		if value := s.detail.Options[option]; value != "" {
			set = append(set, fmt.Sprintf("%s (%s)", option, value))
		}
	}
	if set == nil {
		return ""
	}
	return fmt.Sprintf("How long it tried was bounded by %s.", strings.Join(set, " and "))
}

// sentences joins the strings that are not empty.
func sentences(list ...string) string {
	return strings.Join(slices.DeleteFunc(list, func(one string) bool { return one == "" }), " ")
}

// attempted returns where the last connect of the socket went, and the step that made it.
func (s scene) attempted() (to, place string) {
	d, ok := s.past.attempt(s.id)
	if !ok {
		return s.to(), ""
	}
	return d.Call.Values.Addr.String(), placeOf(d)
}

// unanswered says why a SYN to an address is not answered, or returns "" if that is unknown.
func (s scene) unanswered(to string) string {
	if s.hasFilter(s.id) {
		return fmt.Sprintf("The filter of %s (SO_ATTACH_FILTER) drops the answer.", s.whom())
	}
	o, ok := s.listenerAt(loopbackOf(to))
	if !ok {
		return s.fullElsewhere(to)
	}
	switch few := s.tooFewHops(status.Observed{ID: s.id, Name: s.name, Detail: &s.detail}, to); {
	case few != "":
		return few
	case s.hasFilter(o.ID):
		return fmt.Sprintf("The filter of %s (SO_ATTACH_FILTER) drops the SYN, as a cut cable would.", o.Name)
	case o.After.Queue != nil && o.After.Backlog != nil && int64(*o.After.Queue) >= room(o.After):
		return sentences(fmt.Sprintf("The accept queue of %s is full (%d of %d: its backlog %d and one more), so %s drops the SYN, and the kernel sends it again, first after 1 s: accept makes room.",
			o.Name, *o.After.Queue, room(o.After), *o.After.Backlog, o.Name), loopHoldsUp(o))
	}
	return ""
}

// fullElsewhere says that a listener that is not on the bench has a full accept queue, if that is so.
func (s scene) fullElsewhere(to string) string {
	found := s.lookup()
	if h, ok := fullListener(&found, to); ok {
		r := s.rival(h)
		return sentences(fmt.Sprintf("The accept queue of %s is full (%d of %d), so it drops the SYN, and the kernel sends it again, first after 1 s.", r.who(), h.Queue, h.Backlog+1), r.identify())
	}
	return ""
}

// fullListener returns the listener at an address, among the sockets looked up, whose accept queue is full.
func fullListener(found *status.Found, to string) (status.Holder, bool) {
	if found == nil {
		return status.Holder{}, false
	}
	for _, h := range found.Holders {
		if h.State == status.StateListen && sameAddress(h.Local, to) && h.Queue > h.Backlog {
			return h, true
		}
	}
	return status.Holder{}, false
}
