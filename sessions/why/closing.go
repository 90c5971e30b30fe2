package why

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// rulesOfClosing returns the rules about what close does or leaves undone.
func rulesOfClosing() []rule {
	closes, well := []engine.Syscall{engine.SysClose}, []string{""}
	return []rule{
		{"close-while-a-duplicate-is-open", closes, well, closedOneOfSeveral},
		{"close-while-a-descriptor-is-in-flight", closes, well, closedInFlight},
		{"close-while-a-call-sleeps", closes, well, closedUnderACall},
		{"close-with-unread-data", closes, well, closedUnread},
		{"close-with-zero-linger", closes, well, closedWithZeroLinger},
		{"close-lingers", closes, well, closeLingered},
	}
}

// closedOneOfSeveral finds a close that ends nothing because a duplicate is still open (close(2), dup(2)).
func closedOneOfSeveral(s scene) *Finding {
	if len(s.detail.Twins) == 0 || s.after == nil {
		return nil
	}
	twin := s.detail.Twins[0]
	them, is := strings.Join(s.detail.Twins, " and "), "is another descriptor"
	if len(s.detail.Twins) > 1 {
		is = "are other descriptors"
	}
	claim := fmt.Sprintf("Only this descriptor of %s is closed: %s %s of the same socket, which lives on%s.", s.whom(), them, is, s.livesOn("is closed too", len(s.detail.Twins)))
	if process, ok := s.detail.Copies[twin]; ok && len(s.detail.Twins) == 1 {
		claim = fmt.Sprintf("%s is closed %s, but %s %s still has the same socket open, which lives on%s.", s.who(), where(s.detail.Process), twin, in(process), s.livesOn("is closed too", 1))
	}
	f := found("%s", claim).because(s.name+".twins", them, "the bench").see("dup", "close")
	if s.connected() {
		f.advise("shutdown %s wr sends the FIN now, whoever has the socket open.", twin).try("shutdown %s wr", twin)
	}
	return f.try("close %s", twin)
}

// in says which process a descriptor is in.
func in(process string) string {
	if process == "" {
		return "in the engine's own process"
	}
	return "in process " + process
}

// where is [in] for the descriptor that the sentence is about.
func where(process string) string {
	if process == "" {
		return "here"
	}
	return in(process)
}

// livesOn says what a socket still does after this descriptor of it was closed.
func (s scene) livesOn(until string, holders int) string {
	last := "that"
	if holders > 1 {
		last = "the last of them"
	}
	switch {
	case s.before != nil && s.before.State == status.StateListen:
		return fmt.Sprintf(": it listens until %s %s", last, until)
	case s.connected():
		return fmt.Sprintf(": the connection stays %s, and no FIN is sent until %s %s", s.after.State, last, until)
	case s.kind.TCP() && s.after.State.SendingShut():
		return fmt.Sprintf(". The connection is in %s: its FIN was sent by shutdown", s.after.State)
	}
	return fmt.Sprintf(" until %s %s", last, until)
}

// connected reports whether the socket has a connection that it has not ended.
func (s scene) connected() bool {
	return s.after != nil && (s.kind.TCP() || s.kind.Unix() && !s.kind.Datagrams()) &&
		(s.after.State == status.StateEstablished || s.after.State == status.StateCloseWait)
}

// closedUnderACall finds a close while a call on another thread sleeps on the socket. That call keeps the file open
// until it returns, and close does not wake it (close(2), "Multithreaded processes and close()").
func closedUnderACall(s scene) *Finding {
	if len(s.detail.Asleep) == 0 || s.before == nil || s.after == nil {
		return nil
	}
	sleeper := s.detail.Asleep[0]
	if s.kind.TCP() && s.after.State != s.before.State && s.before.State != status.StateListen {
		return nil // an earlier shutdown has woken it
	}
	what := "the socket"
	if s.kind == (status.Kind{}) {
		what = "it"
	}
	f := found("The descriptor of %s is closed, but the %s of %s sleeps on %s and keeps it open%s. close does not wake it.", s.whom(), sleeper.Verb, sleeper.Task, what, s.livesOn("returns", 1)).
		because(s.name+".asleep", sleeper.Step, "the thread of "+sleeper.Task).see("close", "shutdown")
	if s.kind == (status.Kind{}) { // an epoll
		return f.advise("interrupt %s wakes it.", sleeper.Task).try("interrupt %s", sleeper.Task)
	}
	return f.advise("shutdown before close wakes such a call; now interrupt %s does.", sleeper.Task).try("interrupt %s", sleeper.Task)
}

// closedUnread finds a close that drops received data and therefore sends a reset (RFC 2525, section 2.17;
// __tcp_close in net/ipv4/tcp.c).
func closedUnread(s scene) *Finding {
	if s.before == nil || s.held() || s.kind.Datagrams() || s.before.State == status.StateListen {
		return nil
	}
	waited := unread(s.kind, s.before)
	if waited == 0 && (s.call.Name != engine.SysClose || s.moved("TCPAbortOnClose") == 0) {
		return nil
	}
	what := step.Counted(waited, "byte")
	if waited == 0 {
		what = "What came at or behind the urgent mark"
	}
	switch {
	case s.kind.Unix() && s.before.State == status.StateEstablished:
		return found("%s is closed with %s unread: the next recv of %s answers ECONNRESET instead of 0 bytes.", s.who(), what, s.otherName()).
			because(s.name+".pending", fmt.Sprint(waited), "FIONREAD").advise("Receive until 0 bytes before close.").see("ECONNRESET")
	case !s.kind.TCP() || !resettable(s.before.State):
		return nil
	}
	instead := " instead of a FIN"
	if s.before.State.SendingShut() {
		instead = ""
	}
	if s.multipath() {
		instead = " with MP_FASTCLOSE" + instead
	}
	f := found("%s is closed. %s had not been read, so the kernel sent a reset (RST)%s%s. %s", s.who(), what, instead, s.counted("TCPAbortOnClose"), s.otherMeets())
	return f.because(s.name+".pending", fmt.Sprint(waited), "FIONREAD").advise("For an orderly end: shutdown wr, receive until 0, close.").see("reset", "ECONNRESET")
}

// otherMeets says what the other end sees of a reset sent by close.
func (s scene) otherMeets() string {
	peer, known := s.next.peer(s.id)
	if _, closed := s.next.ended(peer.ID); known && closed {
		return fmt.Sprintf("%s was closed before; its connection is gone too, and nobody holds TIME-WAIT.", peer.Name)
	}
	errno := "ECONNRESET"
	if _, fin := s.next.shut(s.id, engine.ShutWr); fin {
		errno = "EPIPE, since a FIN came before"
	}
	return fmt.Sprintf("%s gets %s, and nobody holds TIME-WAIT.", s.otherNameFirst(), errno)
}

// resettable reports whether close can send a reset in that state (tcp_need_reset in net/ipv4/tcp.c).
func resettable(state status.State) bool {
	return slices.Contains([]status.State{status.StateEstablished, status.StateCloseWait, status.StateFinWait1, status.StateFinWait2, status.StateSynReceived}, state)
}

// closedWithZeroLinger finds a close that sends a reset because of SO_LINGER (socket(7)).
func closedWithZeroLinger(s scene) *Finding {
	if s.before == nil || s.held() || !s.kind.TCP() || !resettable(s.before.State) || !zeroLinger(&s.detail) {
		return nil
	}
	dropped := "there is no TIME-WAIT"
	if n := number(s.before.Unsent); n > 0 && !s.kind.Multipath() {
		dropped = step.Counted(n, "byte") + " not yet acknowledged may be lost, and " + dropped
	}
	return found("%s is closed. SO_LINGER on,0s made it a reset (RST)%s: %s.", s.who(), s.counted("TCPAbortOnData"), dropped).
		because(s.name+".SO_LINGER", "on,0s", "getsockopt").advise("With SO_LINGER off close sends a FIN behind the data.").see("SO_LINGER", "reset")
}

// lingers returns SO_LINGER of a socket.
func lingers(d *status.Detail) (on bool, seconds int) {
	level, _ := sockopts.LevelByName("SOL_SOCKET")
	option, ok := sockopts.FindAt(level, "SO_LINGER")
	if !ok || d == nil {
		return false, 0
	}
	value, err := option.Parse(optionOf(status.Observed{Detail: d}, "SO_LINGER", "off"))
	if err != nil {
		return false, 0
	}
	on, seconds, _ = value.Linger()
	return on, seconds
}

// zeroLinger reports whether SO_LINGER makes close reset the connection.
func zeroLinger(d *status.Detail) bool {
	on, seconds := lingers(d)
	return on && seconds == 0
}

// longClose is the shortest duration for which a close is said to have slept.
const longClose = 30 * time.Millisecond

// closeLingered finds a close that slept because SO_LINGER has a timeout; O_NONBLOCK does not change that.
func closeLingered(s scene) *Finding {
	took := time.Duration(s.call.NS)
	on, seconds := lingers(&s.detail)
	if took < longClose || !on || seconds == 0 || s.held() || !s.kind.TCP() {
		return nil
	}
	linger := fmt.Sprintf("on,%ds", seconds)
	nonblock := ""
	if s.before != nil && s.before.Nonblock {
		nonblock = ", in spite of O_NONBLOCK"
	}
	how := "until everything was acknowledged, the FIN included"
	if s.after != nil && (s.after.State == status.StateFinWait1 || s.after.State == status.StateLastAck || s.after.State == status.StateClosing) {
		how = "until its time ran out; not everything is acknowledged yet, and the kernel continues by itself"
	}
	f := found("close slept for %s%s: SO_LINGER %s makes it wait %s.", took.Round(10*time.Millisecond), nonblock, linger, how).
		because(s.name+".SO_LINGER", linger, "getsockopt").see("SO_LINGER", "close")
	for _, said := range s.closing()[1:] {
		f.Claim += " " + said
	}
	return f.advise("With SO_LINGER off close returns at once, and the kernel sends the rest anyway.")
}

// otherName returns the name of the socket at the other end.
func (s scene) otherName() string {
	if peer, ok := s.next.peer(s.id); ok && peer.Name != "" {
		return peer.Name
	}
	return "the peer"
}

// otherNameFirst is [scene.otherName] for the start of a sentence.
func (s scene) otherNameFirst() string {
	if other := s.otherName(); other != "the peer" {
		return other
	}
	return "The peer"
}
