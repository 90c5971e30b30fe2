package system

import (
	"cmp"
	"slices"
	"time"

	"netnet-tui/engine/status"
)

// Stall is the sign for what holds up the bytes of a socket; "" means nothing.
type Stall = status.Stall

// How long bytes must stand still, or one end be closed and the other not, to be worth a sign: every busy connection
// has some bytes in flight at any moment, and on a busy machine a program may be late.
const (
	longWait = time.Minute
	stuckFor = 500 * time.Millisecond
)

// heldFor is how long a segment must wait for more bytes or an acknowledgment to be worth a sign. The kernel makes
// neither wait longer than 200 ms.
const heldFor = 12 * time.Millisecond

// rule describes one way in which bytes are held up.
type rule struct {
	stall    Stall
	info     bool // it depends on TCP_INFO
	holds    func(*Row) bool
	sentence func(*Row) string
}

// rules are tried in this order, and the first that holds is reported.
var rules = []rule{
	{status.StallHandshake, false, (*Row).unanswered, (*Row).sayUnanswered},
	{status.StallUnacked, true, (*Row).unacked, (*Row).sayUnacked},
	{status.StallQueueFull, false, (*Row).queueFull, (*Row).sayQueueFull},
	{status.StallPeer, true, (*Row).peerShut, (*Row).sayPeerShut},
	{status.StallOurs, true, (*Row).oursShut, (*Row).sayOursShut},
	{status.StallCloseWait, false, (*Row).closeMissing, (*Row).sayCloseMissing},
	{status.StallRetransmit, true, (*Row).retransmits, (*Row).sayRetransmits},
	{status.StallHalfOpen, false, (*Row).halfOpen, (*Row).sayHalfOpen},
	{status.StallPaced, true, (*Row).paced, (*Row).sayPaced},
	{status.StallNagle, true, (*Row).nagle, (*Row).sayNagle},
	{status.StallCorked, true, (*Row).corked, (*Row).sayCorked},
	{status.StallBuffer, true, (*Row).bufferLimits, (*Row).sayBufferLimits},
}

// Stalls returns the signs that a row can have, worst first.
func Stalls() []Stall {
	list := make([]Stall, len(rules))
	for i, r := range rules {
		list[i] = r.stall
	}
	slices.SortFunc(list, func(a, b Stall) int { return a.Rank() - b.Rank() })
	return list
}

// diagnose finds what holds up the bytes of a row that was just looked at. If TCP_INFO was not read this time, what
// depends on it stays as it was, as long as there are bytes to be held up.
func (r *Row) diagnose(full bool) {
	was := r.Stall
	r.Stall = ""
	if full {
		r.read = r.T
	}
	for i := range rules {
		if rule := &rules[i]; rule.found(r, was, full) {
			r.Stall = rule.stall
			return
		}
	}
}

func (rule *rule) found(r *Row, was Stall, full bool) bool {
	switch {
	case !rule.info:
		return rule.holds(r)
	case full:
		return r.HasInfo && rule.holds(r)
	default:
		return rule.stall == was && r.flowing() && (r.Send > 0 || r.Receive > 0)
	}
}

// Why returns a sentence that says what holds up the bytes of a row; "" if nothing does.
func (r *Row) Why() string {
	for i := range rules {
		if rules[i].stall == r.Stall {
			return rules[i].sentence(r)
		}
	}
	return ""
}

// Worse compares rows whose bytes are held up: by cause, worst first, and then by how much waits, most first.
func Worse(a, b *Row) int {
	waiting := func(r *Row) uint64 { return uint64(r.Send) + uint64(r.Receive) }
	return cmp.Or(cmp.Compare(a.Stall.Rank(), b.Stall.Rank()), cmp.Compare(waiting(b), waiting(a)))
}

// rounded rounds a duration for a sentence.
func rounded(d time.Duration) time.Duration {
	switch {
	case d >= time.Minute:
		return d.Round(time.Second)
	case d >= time.Second:
		return d.Round(100 * time.Millisecond)
	}
	return d.Round(time.Millisecond)
}
