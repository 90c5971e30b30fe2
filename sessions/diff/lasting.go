package diff

import (
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// lasting tracks differences in what lasts from one step to the next, such as the state of a socket. Each
// is reported where it begins, and not again while it stays the same. It is fleeting if it ends within a
// moment, unless it ends in a step that differs: then that is what the step waited for.
type lasting struct {
	open   map[string]begun
	ended  []begun // in the pair being compared
	states map[string][2]status.State
	step   int // the index of the pair being compared
	left   *engine.Event
	right  *engine.Event
}

// begun is a difference that has begun.
type begun struct {
	step, nth   int // identifies it: the step, and the index of the difference in it
	left, right string
	since       [2]float64 // the time in each session
	socket      string     // the socket whose condition it belongs to
}

// moment is how long a difference may last, in seconds, and only show that one session was ahead: an
// acknowledgement is delayed for at most 200 ms (TCP_DELACK_MAX, include/net/tcp.h).
const moment = 0.25

func newLasting() *lasting {
	return &lasting{open: map[string]begun{}, states: map[string][2]status.State{}}
}

// begin moves on to the next pair of events.
func (k *lasting) begin(step int, left, right *engine.Event) {
	k.step, k.left, k.right, k.ended = step, left, right, nil
}

// now returns the time of a look in each session: before or after the steps of the pair.
func (k *lasting) now(behind bool) [2]float64 {
	if behind {
		return [2]float64{k.left.T + k.left.Took, k.right.T + k.right.Took}
	}
	return [2]float64{k.left.T, k.right.T}
}

// note records the two sides of something that has a key, and reports whether to report it: it differs, and
// did not differ in the same way before. nth is the index that the difference gets in its step.
func (k *lasting) note(key, socket, left, right string, differs, behind bool, nth int) bool {
	was, open := k.open[key]
	switch {
	case open && differs && was.left == left && was.right == right:
		return false
	case open:
		delete(k.open, key)
		if now := k.now(behind); recent(was, now) {
			k.ended = append(k.ended, was)
		}
	}
	if differs {
		k.open[key] = begun{k.step, nth, left, right, k.now(behind), socket}
	}
	return differs
}

// recent reports whether a difference began less than a moment ago.
func recent(b begun, now [2]float64) bool {
	return now[0]-b.since[0] < moment && now[1]-b.since[1] < moment
}

// asleep is the suffix of the keys of the calls that sleep on a socket.
const asleep = " asleep"

// settle decides about the differences that have ended with the pair; telling says whether its answer
// differs. Differences that began with the pair start at offset in found.
func (k *lasting) settle(steps []Step, found []Difference, offset int, telling bool) {
	for key, o := range k.open {
		if o.step == k.step {
			o.nth += offset
			k.open[key] = o
		}
	}
	for _, o := range k.ended {
		switch {
		case telling:
		case o.step == k.step:
			found[offset+o.nth].Fleeting = true
		default:
			steps[o.step].Differences[o.nth].Fleeting = true
		}
	}
}

// end decides about the differences that have not ended. In which of its states a closing connection is, or
// whether a call on another thread has returned, is a matter of timing.
func (k *lasting) end(steps []Step) {
	for key, o := range k.open {
		states := k.states[o.socket]
		closing := o.socket != "" && ending(states[0]) && ending(states[1])
		if closing || strings.HasSuffix(key, asleep) && k.left != nil && recent(o, k.now(true)) {
			steps[o.step].Differences[o.nth].Fleeting = true
		}
	}
}

// ending reports whether a state is one of an orderly close by both ends.
func ending(s status.State) bool {
	return slices.Contains([]status.State{status.StateFinWait1, status.StateFinWait2, status.StateClosing, status.StateTimeWait, status.StateLastAck}, s)
}
