package why

import (
	"fmt"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// Event says in plain sentences what a step did and why the kernel answered so.
func Event(e engine.Event) string {
	switch {
	case e.Problem != "":
		return sentence(e.Problem)
	case len(e.Calls) == 0:
		return control(e)
	}
	s := newScene(e)
	var said []string
	switch {
	case s.call.Errno != "":
		said = s.failure()
	case e.Verb == "roundtrip":
		said = explainRoundtrip(e)
	case e.Verb == "serve":
		said = append(s.success(), serving(e))
	default:
		said = s.success()
	}
	if first := e.Calls[0]; e.Verb == "closedown" && first.Name == engine.SysShutdown && first.Errno == "ENOTCONN" {
		said = append(said, "The shutdown before it found no connection (ENOTCONN).")
	}
	said = append(said, s.changes()...)
	said = append(said, s.counters()...)
	return strings.Join(append(said, s.repeated()...), " ")
}

// failure says why the call answered an errno and what can be done.
func (s scene) failure() []string {
	found, ok := find(s.call.Name, s.call.Errno, func(c condition) bool { return c.holds(s) })
	if !ok {
		return []string{fmt.Sprintf("%s answered %s.", s.call.Name, s.call.Errno)}
	}
	facts := s.facts()
	said := []string{fill(found.why, facts), fill(found.remedy, facts)}
	if s.call.Errno == "EPIPE" && s.raisesSignal() {
		said = append(said, "It raised SIGPIPE too: a C program without a handler would have died here; this tool ignores the signal.")
	}
	return said
}

// raisesSignal reports whether EPIPE came with SIGPIPE: on streams, unless MSG_NOSIGNAL.
func (s scene) raisesSignal() bool {
	if s.flag(engine.MsgNosignal) || s.call.Name != engine.SysSendto && s.call.Name != engine.SysWrite {
		return false
	}
	return s.kind == status.Kind{} || s.kind.Stream()
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
		return s.explainSend()
	case engine.SysRecvfrom, engine.SysRead:
		return s.explainReceive()
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
	case engine.SysPrlimit64:
		return []string{"From now on the engine may have at most that many descriptors; beyond that socket, accept and dup answer EMFILE."}
	}
	return []string{fmt.Sprintf("%s answered %d.", s.call.Name, s.call.Ret)}
}

// who is the socket's name, or words for it at the beginning of a sentence.
func (s scene) who() string {
	if s.name == "" {
		return "The socket"
	}
	return s.name
}

// whom is the same within a sentence.
func (s scene) whom() string {
	if s.name == "" {
		return "the socket"
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

// count is a number with its noun: 1 byte, 5 bytes.
func count[N int | int64](n N, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
