package engine

import (
	"errors"
	"os"
	"slices"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/door"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
)

// task is a step in progress: a series of stages, each of which prepares one action. A verb that is one system call has
// one stage.
type task struct {
	engine         *Engine
	step           Step
	name           string // used by join and interrupt while the task is blocked
	event          Event
	began          time.Time
	deadline       time.Time // when within stops retrying
	rounds         rounds    // for a repeated step
	stages         []stage
	next           int
	kernel         sockets.Kernel // records each call in the event
	process        *fork.Process  // makes the calls; nil means the engine's own
	fds            map[int]string // names for the descriptors of this step in the trace
	involved       []*bench.Entry // sockets whose evidence is taken
	before         map[status.SocketID]status.Condition
	countersBefore observe.Counters
	set            []status.OptionChange
	watched        []status.InterestChange
	result         step.Result
	thread         sleeper
	tries          int            // of the next stage
	planned        []*bench.Entry // the sockets whose descriptors the plan uses, and that were open when it was made
	cancel         chan struct{}  // closed when the step is interrupted
	verdict        door.Verdict   // what the door says about its calls
	over           error          // why it ends early
	held           int64          // bytes of its buffers
	spawned        bool           // its event goes to join instead of the journal
	done           chan struct{}  // closed when a spawned task has ended
	finish         func(Event)
}

// sleeper makes a call that may sleep, in this process or in another.
type sleeper interface {
	Run(deadline time.Time, f, done func())
	Entered()
	Interrupt()
}

// rounds keeps track of the repetitions of a step.
type rounds struct {
	limit  time.Time // for until
	turn   time.Time // when other steps last had their turn
	idle   int       // consecutive rounds that moved nothing
	named  int       // how many of the involved sockets belong to all rounds
	answer step.Answer
}

// stage prepares the next action. It runs on the engine's goroutine, after the actions before it are complete, and
// again in each repetition.
type stage func() (action, error)

// action is one system call, ready to be made.
type action struct {
	call   func(k sockets.Kernel) step.Result // must not touch the engine
	blocks bool                               // call may sleep, so it is made on a thread of its own
	wait   func() step.Result                 // instead of a call: waits in this program, at most until t.cancel is closed
	enter  func(r *step.Result)               // records the answer on the bench, on the engine's goroutine
	goOn   func(r step.Result) bool           // reports whether the next stage follows after this error; nil: never
}

// planner prepares the stages of a step.
type planner func(*task) ([]stage, error)

// one returns the stages of a verb that is one system call.
func one(a action) []stage { return []stage{func() (action, error) { return a, nil }} }

// nothing is an action without a system call.
var nothing = action{call: func(sockets.Kernel) step.Result { return step.Result{Answer: step.AnswerNothing} }}

// answer returns the result of a call without data.
func (t *task) answer(number int, err error) step.Result {
	return step.Result{Answer: t.result.Answer, Number: int64(number), Errno: sockets.Errno(err)}
}

// pid returns the ID of the process that makes the step.
func (t *task) pid() int {
	if t.process != nil {
		return t.process.PID
	}
	return os.Getpid()
}

// refusal is an error that is not the script's fault: what it asks for is not available here.
type refusal struct{ error }

// refused reports whether the door refused something, or the machine lacks something.
func refused(err error) bool {
	return errors.As(err, new(refusal)) || errors.As(err, new(*door.Refusal))
}

// involve adds a socket to those whose evidence is taken.
func (t *task) involve(s *bench.Entry) {
	if !slices.Contains(t.involved, s) {
		t.involved = append(t.involved, s)
	}
	t.fds[s.FD] = s.Name
}

// note records what the program did besides the calls.
func (t *task) note(text string) {
	if text != "" && !slices.Contains(t.event.Notes, text) { // each round of a repetition may say the same
		t.event.Notes = append(t.event.Notes, text)
	}
}

// await returns an action that waits in this program until done is closed or the step is interrupted.
func (t *task) await(done <-chan struct{}) action {
	return action{wait: func() step.Result {
		select {
		case <-done:
		case <-t.cancel:
		}
		return step.Result{Answer: step.AnswerNothing}
	}}
}

// stop ends whatever the task waits for in this program: a pause, a sleep, a join. A call in the kernel is ended by
// interrupting its thread.
func (t *task) stop() {
	if !t.interrupted() {
		close(t.cancel)
	}
}

func (t *task) interrupted() bool {
	select {
	case <-t.cancel:
		return true
	default:
		return false
	}
}

// ended reports whether the task has its answer.
func (t *task) ended() bool {
	select {
	case <-t.done:
		return true
	default:
		return false
	}
}
