package diff

import (
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// lasting follows differences of what lasts from one step to the next, such as the state of a socket. Each is
// told where it begins, and not again while it is the same. It is fleeting if it ends within a moment, unless it
// ends in a step that differs: then it is what the step waited for.
type lasting struct {
	open   map[string]begun
	ended  []begun // in the pair that is compared
	states map[string][2]status.State
	step   int // the pair that is compared, by its index
	left   *engine.Event
	right  *engine.Event
}

// begun is a difference that has begun.
type begun struct {
	step, nth   int // which one it is: the step, and the difference of it
	left, right string
	since       [2]float64 // the time in each session
	socket      string     // whose condition it is of
}

// moment is how long a difference may last that says only that one session was ahead, in seconds: an
// acknowledgement is delayed for at most 200 ms (TCP_DELACK_MAX, include/net/tcp.h).
const moment = 0.25

func newLasting() *lasting {
	return &lasting{open: map[string]begun{}, states: map[string][2]status.State{}}
}

// begin turns to the next pair of events.
func (k *lasting) begin(step int, left, right *engine.Event) {
	k.step, k.left, k.right, k.ended = step, left, right, nil
}

// now is the time of a look in both sessions: before the steps of the pair, or behind them.
func (k *lasting) now(behind bool) [2]float64 {
	if behind {
		return [2]float64{k.left.T + k.left.Took, k.right.T + k.right.Took}
	}
	return [2]float64{k.left.T, k.right.T}
}

// note is told how something is in both sessions, by a key of its own, and reports whether that is to be told: it
// differs, and has not done so in the same way before. nth is the number that the difference gets in its step.
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

// asleep is the end of the key of which calls sleep on a socket.
const asleep = " asleep"

// settle decides on the differences that have ended with the pair, given whether its answer differs. Those of
// the pair itself begin in found at offset.
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

// end decides on the differences that have not ended: a connection that is being closed is in one state or
// the next, which is a matter of time, and so is whether a call on another thread has returned.
func (k *lasting) end(steps []Step) {
	for key, o := range k.open {
		states := k.states[o.socket]
		closing := o.socket != "" && ending(states[0]) && ending(states[1])
		if closing || strings.HasSuffix(key, asleep) && k.left != nil && recent(o, k.now(true)) {
			steps[o.step].Differences[o.nth].Fleeting = true
		}
	}
}

// ending reports whether a connection is being closed by both ends as it should.
func ending(s status.State) bool {
	return slices.Contains([]status.State{status.StateFinWait1, status.StateFinWait2, status.StateClosing, status.StateTimeWait, status.StateLastAck}, s)
}
