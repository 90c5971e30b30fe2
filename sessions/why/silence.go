package why

import (
	"cmp"
	"slices"

	"netnet-tui/engine"
)

// silence is a phenomenon that keeps an event from coming, whatever call waits for it. It is looked for when
// one of its events was asked for and did not come.
type silence struct {
	name   string
	events int // bits of poll
	find   func(scene, want) *Finding
}

// silences returns all silences, the most specific first.
func silences() []silence {
	const in, out, any = engine.PollIn, engine.PollOut, anyEvent
	return slices.Concat(silencesOfEpoll(), []silence{
		{"socket-that-only-sends", in, onlySends},
		{"low-water-mark-holds-poll", in, belowLowWater},
		{"urgent-data-only", in, urgentOnly},
		{"deferred-accept", in, deferredAccept},
		{"half-open-connection", in | engine.PollRdhup, halfOpen},
		{"", in, stuckThere}, // sets Phenomenon itself
		{"filter-drops-what-comes", in, filtered},
		{"event-loop-is-paused", in, loopIsPaused},
		{"server-never-answers", in, serverNeverAnswers},
		{"peer-is-closed-but-held-open", in | engine.PollRdhup, endHeldBack},
		{"other-listener-has-it", in, otherListener},
		{"fast-open-sends-nothing-yet", in, waitsForFirstSend},
		{"no-handshake-yet", in, noHandshake},
		{"connection-held-up", in, clientHeldUp},
		{"datagram-held-back", in, keptBySender},
		{"connected-to-another", in, fromAnother},
		{"group-not-joined", in, groupMissed},
		{"datagram-was-dropped", in, droppedBefore},
		{"another-socket-has-it", in, anotherHasIt},
		{"", in, notBound},
		{"accept-queue-full", out, queueFull},
		{"no-answer-to-syn", out, noAnswer},
		{"listener-is-never-writable", out, listenerWritable},
		{"not-sent-low-water-mark", out, aboveNotsentMark},
		{"window-is-shut", out, windowShut},
		{"send-buffer-full", out, bufferFull},
		{"unix-receiver-is-slow", out, unixReceiverFull},
		{"event-not-asked-for", any, notAskedFor},
	})
}

// rulesOfSilence returns the silences as rules about the calls that wait.
func rulesOfSilence() []rule {
	var list []rule
	calls := []engine.Syscall{engine.SysPoll, engine.SysSelect, engine.SysEpollWait, engine.SysRecvfrom, engine.SysRead}
	for _, one := range silences() {
		list = append(list, rule{one.name, calls, []string{"", "EAGAIN"}, func(s scene) *Finding { return s.besides(one.among(s, s.wants())) }})
	}
	return list
}

// among returns the finding for the first want that this silence keeps waiting.
func (one silence) among(s scene, wants []want) *Finding {
	for _, w := range wants {
		if w.events&one.events == 0 && (w.entry == nil || one.events != anyEvent) {
			continue
		}
		if f := one.find(s, w); f != nil {
			f.Phenomenon = cmp.Or(f.Phenomenon, one.name)
			return f
		}
	}
	return nil
}

// silent returns what keeps the first of the wanted events from coming, or nil if no silence does.
func (s scene) silent(wants []want) *Finding {
	for _, one := range silences() {
		if f := one.among(s, wants); f != nil {
			return f
		}
	}
	return nil
}

// besides puts what has become ready, if anything, before the claim of f.
func (s scene) besides(f *Finding) *Finding {
	if f != nil && s.call.Errno == "" && s.call.Ret > 0 {
		for _, said := range slices.Backward(s.explainReady()) {
			f.Claim = said + " " + f.Claim
		}
	}
	return f
}

// anyEvent has all events that can be asked for. A silence with anyEvent also fits an epoll entry that asks
// for none.
const anyEvent = engine.PollIn | engine.PollOut | engine.PollPri | engine.PollRdhup
