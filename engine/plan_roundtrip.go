package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/roundtrip"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

const (
	// defaultRounds is how many round trips are timed if the step gives no number. The first one of a connection is
	// always fast, whatever its options are: TCP acknowledges it at once.
	defaultRounds = 8
	// maxRounds bounds the round trips of a step.
	maxRounds = 1000
	// answerTime is how long a round trip may wait for its bytes.
	answerTime = 3 * time.Second
)

// timed is a connection whose round trips are timed. If its far end is on the bench, the step sends back what arrives
// there; any other peer has to do that itself.
//
// Each call is a separate stage, and each stage adds the next one, so the descriptors are checked between any two
// calls.
type timed struct {
	*roundtrip.Trip
	task      *task
	near, far *bench.Entry
}

// planRoundtrip times round trips.
func planRoundtrip(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	rounds := defaultRounds
	if t.step.Count != nil {
		rounds = *t.step.Count
	}
	t.engine.observe(s)
	switch {
	case rounds < 1 || rounds > maxRounds:
		return nil, fmt.Errorf("%d round trips are asked for: between 1 and %d can be timed", rounds, maxRounds)
	case s.Type != unix.SOCK_STREAM || s.State != status.StateEstablished:
		return nil, fmt.Errorf("%s is not a connected stream: a round trip needs a connection", s.Name)
	case s.Ends.Local.Unnamed() || s.Ends.Peer.Unnamed():
		return nil, fmt.Errorf("an end of %s has no name, so it is not clear which socket is the other: time a TCP connection", s.Name)
	}
	trip := &timed{task: t, near: s}
	if far, ok := t.engine.bench.Peer(s); ok {
		t.involve(far)
		t.planned = append(t.planned, far)
		trip.far = far
	}
	if other := t.engine.underway(t); other != "" {
		return nil, fmt.Errorf("%s is in progress on the same connection: wait for it, or interrupt it", other)
	}
	for _, end := range t.involved {
		t.engine.observe(end)
		if n := *cmp.Or(end.Pending, new(int)); n > 0 {
			return nil, fmt.Errorf("%s has %d bytes waiting, which a round trip would take: recv them first", end.Name, n)
		}
		if n := *cmp.Or(end.Notsent, new(int)); n > 0 {
			return nil, fmt.Errorf("%s has %d bytes that are held back, which would go among those of a round trip: uncork it, or wait", end.Name, n)
		}
	}
	trip.Trip = roundtrip.New(rounds, trip.far != nil)
	return []stage{trip.call}, nil
}

// call prepares the next call of the trip.
func (trip *timed) call() (action, error) {
	trip.Begin(time.Now())
	s := trip.near
	if trip.Next.Far {
		s = trip.far
	}
	a := action{enter: func(r *step.Result) { trip.enter(s, r) }}
	n := trip.Next.Bytes
	switch trip.Next.Action {
	case roundtrip.Send:
		a.call = func(k sockets.Kernel) step.Result {
			return trip.task.answer(k.Send(s.FD, []byte(strings.Repeat("n", n)), unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT))
		}
	case roundtrip.Recv:
		buffer := make([]byte, n)
		a.call = func(k sockets.Kernel) step.Result { return trip.task.answer(k.Recv(s.FD, buffer, unix.MSG_DONTWAIT)) }
		a.goOn = func(r step.Result) bool { return r.Errno == unix.EAGAIN }
	case roundtrip.Wait:
		fds := []unix.PollFd{{Fd: int32(s.FD), Events: unix.POLLIN}}
		a.blocks = true
		a.call = func(k sockets.Kernel) step.Result { return trip.task.answer(k.Poll(fds, answerTime)) }
	case roundtrip.Done: // enter ends the chain before this is planned
	}
	return a, nil
}

// enter takes the answer of a call, and plans the next call.
func (trip *timed) enter(s *bench.Entry, r *step.Result) {
	done := trip.Next.Action
	switch {
	case done == roundtrip.Recv && r.Errno == unix.EAGAIN:
		trip.Empty()
	case r.Errno != 0:
		return
	case done == roundtrip.Send:
		trip.Sent()
	case done == roundtrip.Wait && r.Number == 0:
		trip.task.event.Problem = fmt.Sprintf("poll reported nothing for %s within %s: the other end must send back what it receives, or be on the bench", s.Name, answerTime)
		return
	case done == roundtrip.Wait:
		trip.Ready()
	case r.Number == 0:
		trip.task.event.Problem = "the stream to " + s.Name + " has ended: nothing can come back"
		return
	default:
		trip.Arrived(int(r.Number), time.Now())
	}
	if trip.Next.Action == roundtrip.Done {
		*r = step.Result{Answer: step.AnswerTime, Number: trip.Median().Microseconds(), Unit: time.Microsecond}
		trip.task.note(trip.summary())
		return
	}
	trip.task.stages = append(trip.task.stages, trip.call)
}

// summary returns the median, and the times of the first round trips.
func (trip *timed) summary() string {
	const listed = 16
	var words []string
	for _, took := range trip.Took()[:min(len(trip.Took()), listed)] {
		words = append(words, step.FormatShort(took))
	}
	return fmt.Sprintf("a round trip takes %s, the median of %s", step.FormatShort(trip.Median()), strings.Join(words, " "))
}

// underway returns the line of another round trip that uses one of the task's sockets, or "". The bytes of the two
// would mix.
func (e *Engine) underway(t *task) string {
	for _, other := range e.tasks {
		if other != t && other.step.Verb == t.step.Verb && slices.ContainsFunc(other.involved, func(s *bench.Entry) bool { return slices.Contains(t.involved, s) }) {
			return other.step.String()
		}
	}
	return ""
}
