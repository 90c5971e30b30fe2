package engine

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// answerTime is how long a round trip may wait for its bytes.
const answerTime = 3 * time.Second

// roundtrip is a connection whose round trips are timed. Where its far end is on the
// bench, what arrives there is sent back; any other peer has to do that itself.
//
// Each call is a stage of its own, and each stage adds the one that follows: so the
// descriptors are looked after between any two calls.
type roundtrip struct {
	task      *task
	near, far *entry
	rounds    int
	begun     time.Time
	sent      int // writes of this round
	got       int // bytes of the two that are received
	took      []time.Duration
}

// tripBytes is how many bytes a round has: one a write.
const tripBytes = 2

// then has another stage follow.
func (trip *roundtrip) then(next stage) { trip.task.stages = append(trip.task.stages, next) }

// send writes n bytes.
func (trip *roundtrip) send(s *entry, n int) stage {
	return func() (action, error) {
		if s == trip.near && trip.sent == 0 {
			trip.begun = time.Now()
		}
		return action{
			call: func(k sockets.Kernel) step.Result {
				return trip.task.answer(k.Send(s.FD, []byte(strings.Repeat("n", n)), unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT))
			},
			settle: func(r *step.Result) {
				if r.Errno == 0 {
					trip.after(s)
				}
			},
		}, nil
	}
}

// after is what follows a write.
func (trip *roundtrip) after(s *entry) {
	if s == trip.near {
		trip.sent++
	}
	switch {
	case s == trip.far:
		trip.then(trip.take(trip.near))
	case trip.sent < tripBytes:
		trip.then(trip.send(trip.near, 1))
	case trip.far != nil:
		trip.then(trip.take(trip.far))
	default:
		trip.then(trip.take(trip.near))
	}
}

// take receives what has arrived of the two bytes.
func (trip *roundtrip) take(s *entry) stage {
	return func() (action, error) {
		buffer := make([]byte, tripBytes-trip.got)
		return action{
			call: func(k sockets.Kernel) step.Result { return trip.task.answer(k.Recv(s.FD, buffer, unix.MSG_DONTWAIT)) },
			goOn: func(r step.Result) bool { return r.Errno == unix.EAGAIN },
			settle: func(r *step.Result) {
				switch {
				case r.Errno == unix.EAGAIN:
					trip.then(trip.wait(s))
				case r.Errno != 0:
				case r.Number == 0:
					trip.task.event.Problem = "the stream to " + s.Name + " has ended: nothing can come back"
				default:
					trip.arrived(s, int(r.Number), r)
				}
			},
		}, nil
	}
}

// arrived is what follows bytes that have come.
func (trip *roundtrip) arrived(s *entry, n int, r *step.Result) {
	trip.got += n
	switch {
	case trip.got < tripBytes:
		trip.then(trip.take(s))
		return
	case s == trip.far:
		trip.got = 0
		trip.then(trip.send(trip.far, tripBytes))
		return
	}
	trip.took = append(trip.took, time.Since(trip.begun))
	trip.got, trip.sent = 0, 0
	if len(trip.took) < trip.rounds {
		trip.then(trip.send(trip.near, 1))
		return
	}
	*r = step.Result{Answer: step.AnswerTime, Number: median(trip.took).Microseconds(), Unit: time.Microsecond}
	trip.task.note(trip.told())
}

// wait waits until there is something to receive.
func (trip *roundtrip) wait(s *entry) stage {
	return func() (action, error) {
		fds := []unix.PollFd{{Fd: int32(s.FD), Events: unix.POLLIN}}
		return action{
			blocks: true,
			call:   func(k sockets.Kernel) step.Result { return trip.task.answer(k.Poll(fds, answerTime)) },
			settle: func(r *step.Result) {
				switch {
				case r.Errno != 0:
				case r.Number == 0:
					trip.task.event.Problem = fmt.Sprintf("poll has told nothing of %s within %s: the other end has to send back what comes, or to be on the bench", s.Name, answerTime)
				default:
					trip.then(trip.take(s))
				}
			},
		}, nil
	}
}

func median(took []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(took))
	return sorted[len(sorted)/2]
}

// told is the median with the first round trips, each as long as it took.
func (trip *roundtrip) told() string {
	const listed = 16
	var words []string
	for _, took := range trip.took[:min(len(trip.took), listed)] {
		words = append(words, step.FormatShort(took))
	}
	return fmt.Sprintf("a round trip takes %s, the median of %s", step.FormatShort(median(trip.took)), strings.Join(words, " "))
}
