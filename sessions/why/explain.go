package why

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// Explain says what a step did and why the kernel answered as it did: first about the answer itself, then about
// anything else worth mentioning. The past is what the session did before, nil if unknown.
func Explain(past *Past, e engine.Event) []Finding {
	switch {
	case e.Problem != "":
		return say(sentence(e.Problem))
	case len(e.Calls) == 0:
		return append(withoutCall(past, e), past.broken(e)...)
	}
	s := newScene(past, e)
	said := append(s.answer(), say(s.nonblockShared()...)...)
	if first := e.Calls[0]; e.Verb == "closedown" && first.Name == engine.SysShutdown && first.Errno == "ENOTCONN" {
		said = append(said, say("The shutdown before it found no connection (ENOTCONN).")...)
	}
	said = append(said, say(s.changes()...)...)
	said = append(said, past.broken(e)...)
	said = append(said, s.counters()...)
	return append(said, say(s.repeated()...)...)
}

// Event returns the findings of [Explain] as text.
func Event(past *Past, e engine.Event) string { return Text(Explain(past, e)) }

// say makes findings of the sentences that are not empty.
func say(sentences ...string) []Finding {
	var list []Finding
	for _, claim := range sentences {
		if claim != "" {
			list = append(list, Finding{Claim: claim, Certainty: Shown})
		}
	}
	return list
}

// answer says why the call answered as it did: what a rule finds, or else what the answer means in general.
func (s scene) answer() []Finding {
	if f := s.replacing(); f != nil {
		return []Finding{*f}
	}
	if f := s.phenomenon(); f != nil {
		return append(append([]Finding{*f}, say(s.signal()...)...), say(s.beside()...)...)
	}
	switch {
	case s.call.Errno != "":
		return append([]Finding{s.failure()}, say(s.signal()...)...)
	case s.event.Verb == "roundtrip":
		return say(s.explainRoundtrip()...)
	case s.event.Verb == "serve":
		return say(append(s.success(), serving(s.event))...)
	}
	return say(s.success()...)
}

// failure says what the errno means and what can be done about it.
func (s scene) failure() Finding {
	calls := []engine.Syscall{s.asked, sameAs(s.asked), ""}
	if s.asSend().call.Name != s.call.Name {
		calls[0] = engine.SysSendto
	}
	if s.plainKind != "" { // the causes for sockets do not apply
		calls[1] = s.asked
	}
	found, ok := findUnder(calls, s.call.Errno, func(c condition) bool { return c.holds(s) })
	if !ok {
		return Finding{Claim: fmt.Sprintf("%s answered %s.", s.asked, s.call.Errno), Certainty: Likely}
	}
	facts := s.facts()
	f := Finding{Claim: fill(found.why, facts), Do: fill(found.remedy, facts), Certainty: Shown, See: []string{s.call.Errno}}
	if found.when == always && several(found) {
		f.Certainty = Likely
	}
	f.because(string(s.asked), s.call.Errno, "the call")
	if s.before != nil && s.name != "" && s.before.State != "" {
		f.because(s.name+".state", string(s.before.State), "before the call")
	}
	return f
}

// signal says that a signal came with the errno.
func (s scene) signal() []string {
	if s.call.Errno != "EPIPE" || !s.raisesSignal() {
		return nil
	}
	return []string{"It raised SIGPIPE too: a C program without a handler would have died here; this tool ignores the signal."}
}

// raisesSignal reports whether EPIPE came with SIGPIPE: on streams, unless MSG_NOSIGNAL.
func (s scene) raisesSignal() bool {
	switch s.call.Name {
	case engine.SysSendto, engine.SysWrite, engine.SysSendfile, engine.SysSplice, engine.SysTee:
		return !s.flag(engine.MsgNosignal) && (s.kind == status.Kind{} || s.kind.Stream())
	}
	return false
}

// success says what a successful call did.
func (s scene) success() []string {
	switch s.call.Name {
	case engine.SysSocket:
		return s.explainSocket()
	case engine.SysSocketpair:
		return s.explainSocketpair()
	case engine.SysDup:
		return s.explainDup()
	case engine.SysClose:
		return s.explainClose()
	case engine.SysShutdown:
		return s.explainShutdown()
	case engine.SysBind:
		return s.explainBind()
	case engine.SysListen:
		return s.explainListen()
	case engine.SysConnect:
		return s.explainConnect()
	case engine.SysAccept4:
		return s.explainAccept()
	case engine.SysGetsockname, engine.SysGetpeername:
		return s.explainAddress()
	case engine.SysSendto, engine.SysWrite:
		if s.plainKind != "" {
			return s.explainPlainWrite()
		}
		return append(s.explainSend(), s.envelope()...)
	case engine.SysRecvfrom, engine.SysRead:
		if s.plainKind != "" {
			return s.explainPlainRead()
		}
		return slices.Concat(s.explainReceive(), s.envelope(), s.lostRights())
	case engine.SysSendfile, engine.SysSplice, engine.SysTee:
		return s.explainMove()
	case engine.SysDup3:
		return s.explainDup3()
	case engine.SysPipe2:
		return s.explainPipe()
	case engine.SysLseek:
		if s.event.Verb == "lseek" {
			return s.explainSeek()
		}
		return s.explainMemfd()
	case engine.SysEventfd2:
		return s.explainEventfd()
	case engine.SysTimerfdSettime:
		return s.explainTimerfd()
	case engine.SysSendmmsg:
		return s.explainSeveralSent()
	case engine.SysRecvmmsg:
		return s.explainSeveralReceived()
	case engine.SysSetsockopt:
		return s.explainSet()
	case engine.SysGetsockopt:
		return s.explainGet()
	case engine.SysFcntl, engine.SysIoctl:
		return s.explainControl()
	case engine.SysPoll, engine.SysSelect, engine.SysEpollWait:
		return s.explainReady()
	case engine.SysEpollCreate1:
		return []string{fmt.Sprintf("%s is an epoll with an empty interest list.", s.who())}
	case engine.SysEpollCtl:
		return s.explainInterest()
	case engine.SysPidfdGetfd:
		return s.explainAttach()
	case engine.SysPrlimit64:
		return []string{"From now on the engine may have at most that many descriptors; beyond that socket, accept and dup answer EMFILE."}
	}
	return []string{fmt.Sprintf("%s answered %d.", s.call.Name, s.call.Ret)}
}

// who returns the socket's name, or words for it at the start of a sentence.
func (s scene) who() string {
	if s.name == "" {
		return "The socket"
	}
	if s.old {
		return "The old " + s.name
	}
	return s.name
}

// whom is [scene.who] for use within a sentence.
func (s scene) whom() string {
	if s.name == "" {
		return "the socket"
	}
	if s.old {
		return "the old " + s.name
	}
	return s.name
}

// sentence ends a text with a full stop.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}
