package engine

import (
	"time"

	"netnet-tui/engine/step"
)

// offload makes an action on a thread of its own, and lets other steps go on.
func (t *task) offload(a action) {
	e := t.engine
	if a.wait == nil && !t.spawned { // one step that sleeps has room beside the spawned ones
		if err := e.bounds.Spawn(e.inFlight - 1); err != nil {
			t.fail(err)
			return
		}
	}
	e.inFlight++
	t.ensureName()
	if a.wait != nil {
		go func() { t.landed(a, a.wait()) }()
		return
	}
	var deadline time.Time
	if t.step.Within > 0 {
		deadline = t.deadline
	}
	var r step.Result
	t.thread.Run(deadline, func() { r = a.call(t.away()) }, func() { t.landed(a, r) })
	t.thread.Entered()
}

// landed brings the answer of an offloaded action back to the engine's goroutine.
func (t *task) landed(a action, r step.Result) {
	t.engine.inbox.Deliver(func() {
		t.engine.inFlight--
		if a.wait == nil {
			t.recheck()
		}
		if t.complete(a, r) {
			t.advance()
		}
	})
}

// ensureName gives the task a name, by which it can be interrupted.
func (t *task) ensureName() {
	if t.name == "" {
		t.name = t.engine.freeTask()
	}
}

// await is an action that waits in this program, until done is closed or the step is
// interrupted.
func (t *task) await(done <-chan struct{}) action {
	return action{wait: func() step.Result {
		select {
		case <-done:
		case <-t.cancel:
		}
		return step.Result{Answer: step.AnswerNothing}
	}}
}

// stop ends whatever the task waits for in this program: a pause, a sleep, a join.
// A call in the kernel is ended by its thread's interrupt.
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

// pause waits until it is time for another try. Where it is interrupted, the
// answer so far is the answer.
func (t *task) pause(d time.Duration, a action, r step.Result) {
	t.ensureName()
	t.engine.inFlight++
	go func() {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-t.cancel:
		}
		t.engine.inbox.Deliver(func() {
			t.engine.inFlight--
			if !t.interrupted() || t.complete(a, r) {
				t.advance()
			}
		})
	}()
}
