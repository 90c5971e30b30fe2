package engine

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// defaultRounds is how many round trips are timed where the step says no number. The
// first of a connection are fast whatever is set: TCP acknowledges them at once.
const defaultRounds = 8

// answerTime is how long a round trip may take.
const answerTime = 3 * time.Second

// planRoundtrip times round trips of the pattern that Nagle's algorithm and delayed
// acknowledgements make slow: two writes of one byte, then a read of two.
func planRoundtrip(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	trip := roundtrip{near: s, rounds: defaultRounds}
	if t.step.Count != nil {
		trip.rounds = *t.step.Count
	}
	s.Condition = t.engine.look(s)
	switch {
	case trip.rounds < 1 || trip.rounds > maxRounds:
		return nil, fmt.Errorf("%d round trips are asked for: between 1 and %d can be timed", trip.rounds, maxRounds)
	case s.Type != unix.SOCK_STREAM || s.State != StateEstablished:
		return nil, fmt.Errorf("%s is no connected stream: a round trip needs a connection", s.Name)
	}
	if far, ok := t.engine.bench.peer(s); ok {
		t.touch(far)
		trip.far = far
	}
	if other := t.engine.underway(t); other != "" {
		return nil, fmt.Errorf("%s is under way on the same connection: wait for it, or interrupt it", other)
	}
	for _, end := range t.touched {
		end.Condition = t.engine.look(end)
		if number(end.Pending) > 0 {
			return nil, fmt.Errorf("%s has %d bytes waiting, which a round trip would take: recv them first", end.Name, *end.Pending)
		}
	}
	return one(action{
		blocks: true,
		call:   trip.time,
		settle: func(*Result) {
			if trip.silent != "" {
				t.event.Problem = trip.silent
			}
			t.note(trip.told())
		},
	}), t.speaks(s)
}

// underway is the line of another round trip that uses one of a task's sockets: their
// bytes would mix. "" where there is none.
func (e *Engine) underway(t *task) string {
	for _, other := range e.tasks {
		if other != t && other.step.Verb == t.step.Verb && slices.ContainsFunc(other.touched, func(s *entry) bool { return slices.Contains(t.touched, s) }) {
			return other.step.String()
		}
	}
	return ""
}

// maxRounds bounds the round trips of a step.
const maxRounds = 1000

// roundtrip is a connection whose round trips are timed. Where its far end is on the
// bench, what arrives there is sent back; any other peer has to do that itself.
type roundtrip struct {
	near, far *entry
	rounds    int
	took      []time.Duration
	silent    string // why nothing came back, "" where it did
}

// time makes the round trips. The answer is their median.
func (trip *roundtrip) time(k sockets.Kernel) Result {
	trip.took = nil
	for range trip.rounds {
		begun := time.Now()
		if err := trip.round(k); err != nil {
			return Result{Answer: AnswerTime, Errno: sockets.Errno(err)}
		}
		if trip.silent != "" {
			return Result{Answer: AnswerNothing}
		}
		trip.took = append(trip.took, time.Since(begun))
	}
	return Result{Answer: AnswerTime, Number: median(trip.took).Microseconds(), unit: time.Microsecond}
}

// round is one round trip.
func (trip *roundtrip) round(k sockets.Kernel) error {
	for range 2 {
		if _, err := k.Send(trip.near.FD, []byte("n"), unix.MSG_NOSIGNAL); err != nil {
			return err
		}
	}
	if trip.far != nil {
		if err := trip.take(k, trip.far); err != nil || trip.silent != "" {
			return err
		}
		if _, err := k.Send(trip.far.FD, []byte("nn"), unix.MSG_NOSIGNAL); err != nil {
			return err
		}
	}
	return trip.take(k, trip.near)
}

// take receives two bytes, and waits for them.
func (trip *roundtrip) take(k sockets.Kernel, s *entry) error {
	buffer := make([]byte, 2)
	for got := 0; got < len(buffer); {
		fds := []unix.PollFd{{Fd: int32(s.FD), Events: unix.POLLIN}}
		n, err := k.Poll(fds, answerTime)
		if err != nil {
			return err
		}
		if n == 0 {
			trip.silent = fmt.Sprintf("%s got nothing within %s: the other end has to send back what comes, or to be on the bench", s.Name, answerTime)
			return nil
		}
		n, err = k.Recv(s.FD, buffer[got:], unix.MSG_DONTWAIT)
		switch {
		case errors.Is(err, unix.EAGAIN): // poll may wake for nothing (select(2), BUGS)
		case err != nil:
			return err
		case n == 0:
			trip.silent = "the peer of " + s.Name + " has ended its stream: nothing can come back"
			return nil
		}
		got += n
	}
	return nil
}

func median(took []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(took))
	return sorted[len(sorted)/2]
}

// told is the median with the first round trips, each as long as it took.
func (trip *roundtrip) told() string {
	if len(trip.took) == 0 {
		return ""
	}
	const listed = 16
	var words []string
	for _, took := range trip.took[:min(len(trip.took), listed)] {
		words = append(words, FormatShort(took))
	}
	return fmt.Sprintf("a round trip takes %s, the median of %s", FormatShort(median(trip.took)), strings.Join(words, " "))
}
