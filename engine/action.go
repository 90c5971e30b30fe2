package engine

import (
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
)

// stage prepares the next action. It runs on the engine's goroutine, after the
// actions before it have been settled, and again for each repetition.
type stage func() (action, error)

// action is one system call, ready to be made.
type action struct {
	call   func(k sockets.Kernel) step.Result // touches nothing of the engine
	blocks bool                               // it may sleep, so it is made on a thread of its own
	wait   func() step.Result                 // instead of a call: waits in this program, until t.cancel at the latest
	settle func(r *step.Result)               // enters the answer on the bench, on the engine's goroutine
	goOn   func(r step.Result) bool           // whether the next stage follows after this error; nil is never
}

// one is the stages of a verb that is one system call.
func one(a action) []stage { return []stage{func() (action, error) { return a, nil }} }

// nothing is an action without a call.
var nothing = action{call: func(sockets.Kernel) step.Result { return step.Result{Answer: step.AnswerNothing} }}

// answer is what a call without data answers.
func (t *task) answer(number int, err error) step.Result {
	return step.Result{Answer: t.result.Answer, Number: int64(number), Errno: sockets.Errno(err)}
}
