package engine

import (
	"slices"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// How long within pauses between two tries, at first and at most.
const (
	pauseMin = time.Millisecond
	pauseMax = 16 * time.Millisecond
)

const (
	longestTurn = 5 * time.Millisecond // how long a repeated step may run before other steps have their turn
	mostMade    = 16                   // how many of the sockets that repetitions made have their evidence taken
)

// beginRounds sets the time limits of the step.
func (t *task) beginRounds() {
	t.rounds.turn = t.began
	t.deadline = t.began.Add(t.step.Within)
	if len(t.step.Until) == 0 {
		return
	}
	t.rounds.limit = t.began.Add(step.UntilTime)
	if t.step.Within > 0 && !t.step.Each { // until itself retries
		t.rounds.limit, t.deadline = t.deadline, t.began
	}
}

// latest returns when a call that still sleeps is ended; zero means never.
func (t *task) latest() time.Time {
	limit := t.rounds.limit
	if t.step.Within == 0 || !limit.IsZero() && (!t.step.Each || limit.Before(t.deadline)) {
		return limit
	}
	return t.deadline
}

// roundName returns what a name of the step becomes in this round.
func (t *task) roundName(name string) string {
	if t.step.Repeats() {
		return step.NameOf(name, t.event.Times+1)
	}
	return name
}

// goesOn counts a finished round, and reports whether there is to be another.
func (t *task) goesOn() bool {
	if !t.step.Repeats() {
		return false
	}
	t.event.Times++
	r := t.result
	moves := r.Answer == step.AnswerCount || r.Answer == step.AnswerText
	if moves && r.Errno == 0 {
		t.event.Bytes += r.Number
	}
	t.rounds.idle++
	if !r.Retryable() && (r.Answer != step.AnswerReady || len(r.Ready) > 0) {
		t.rounds.idle = 0
	}
	switch {
	case t.interrupted():
		t.note("interrupted after " + step.Counted(t.event.Times, "time"))
		return false
	case t.event.Times == t.step.Times():
		return false
	case len(t.step.Until) > 0:
		return !t.holds(t.step.Until) && time.Now().Before(t.rounds.limit)
	case len(t.step.Want) > 0:
		return t.holds(t.step.Want)
	}
	return r.Errno == 0 && !r.Unmet
}

// rest returns how long to pause before the next round: until pauses after an answer that asks to try again, and a long
// repetition lets other steps run now and then. A negative result means no pause.
func (t *task) rest() time.Duration {
	switch {
	case len(t.step.Until) > 0 && t.rounds.idle > 0:
		return min(pauseAfter(t.rounds.idle), time.Until(t.rounds.limit))
	case time.Since(t.rounds.turn) > longestTurn:
		return 0
	}
	return -1
}

// nextRound prepares the task for being planned again.
func (t *task) nextRound() {
	made := t.involved[t.rounds.named:]
	t.involved = append(t.involved[:t.rounds.named], made[max(0, len(made)-mostMade):]...)
	t.planned, t.set, t.watched, t.next = nil, t.set[:0], t.watched[:0], 0
	t.result = step.Result{Answer: t.rounds.answer}
	if t.step.Each {
		t.deadline = time.Now().Add(t.step.Within)
	}
}

// pauseAfter returns the pause after the given number of tries.
func pauseAfter(tries int) time.Duration { return min(pauseMin<<min(tries-1, 10), pauseMax) }

// holds reports whether the answer matches one of the outcomes.
func (t *task) holds(wanted []step.Outcome) bool {
	return slices.ContainsFunc(wanted, func(o step.Outcome) bool {
		return o.Holds(t.result, func(a step.Address) (sockets.Addr, error) { return t.address(a, unix.AF_INET) })
	})
}
