package engine

import (
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine/fork"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/engine/thread"
)

func (e *Engine) newTask(s Step, finish func(Event)) *task {
	e.imply(&s)
	t := &task{engine: e, step: s, finish: finish, fds: map[int]string{}, before: map[status.SocketID]status.Condition{},
		done: make(chan struct{}), cancel: make(chan struct{})}
	t.thread = &thread.Thread{}
	if t.process, _ = e.forks.Find(s.At); t.process != nil {
		t.thread = &fork.Thread{}
	}
	t.kernel = t.traced(nil)
	return t
}

// begin plans the step and makes its first action.
func (t *task) begin() {
	e := t.engine
	e.tasks = append(e.tasks, t)
	t.began = time.Now()
	t.beginRounds()
	t.event = Event{T: e.now(), Line: t.step.Line, Text: t.step.String(), Verb: t.step.Verb, Calls: []Call{}}
	if verb, ok := step.FindVerb(t.step.Verb); ok {
		t.rounds.answer = verb.Answer
		t.result = step.Result{Answer: verb.Answer}
	}
	err := t.step.Check()
	if err == nil {
		err = t.there()
	}
	if err == nil {
		err = e.bounds.Late(time.Since(e.start))
	}
	if err == nil {
		err = t.hold()
	}
	if err == nil {
		t.stages, err = t.plan()
	}
	if err != nil {
		t.fail(err)
		return
	}
	t.countersBefore = e.counters.ReadFor(slices.ContainsFunc(t.involved, overIPv6))
	for _, s := range t.involved {
		t.observeBefore(s)
	}
	t.rounds.named = len(t.involved)
	t.advance()
}

// advance makes the remaining actions until one has to be waited for, and all of them again if the step is repeated.
func (t *task) advance() {
	for t.act() {
		if !t.goesOn() {
			t.conclude()
			return
		}
		if d := t.rest(); d >= 0 {
			t.later(d, t.resume)
			return
		}
		if !t.renew() {
			return
		}
	}
}

// resume makes the step again after a pause.
func (t *task) resume() {
	t.rounds.turn = time.Now()
	switch {
	case t.over != nil:
		t.fail(t.over)
	case t.interrupted():
		t.note("interrupted after " + step.Counted(t.event.Times, "time"))
		t.conclude()
	case t.renew():
		t.advance()
	}
}

// renew plans the step again, and reports false if that has ended it.
func (t *task) renew() bool {
	t.nextRound()
	stages, err := t.plan()
	if err != nil {
		t.fail(err)
		return false
	}
	t.stages = stages
	return true
}

// act makes the remaining actions of a round. It reports false if one has to be waited for, or has ended the step.
func (t *task) act() bool {
	for t.next < len(t.stages) && !t.engine.ending {
		err := t.unharmed()
		var a action
		if err == nil {
			a, err = t.stages[t.next]()
		}
		if err != nil {
			t.fail(err)
			return false
		}
		if a.blocks || a.wait != nil || t.spawned {
			t.offload(a)
			return false
		}
		if !t.complete(a, a.call(t.kernel)) {
			return false
		}
	}
	return true
}

// unharmed returns an error if the number of a planned descriptor, closed by another step meanwhile, now belongs to
// another socket. The kernel may answer EBADF, but the call must not hit the other socket.
func (t *task) unharmed() error {
	for _, s := range t.planned {
		if s.Open {
			continue
		}
		if owner := t.engine.owner(s.FD); owner != "" {
			return stale(s, owner)
		}
	}
	return nil
}

// complete records an action's answer, and reports whether the task continues at once. It does not if within is to
// retry the call a little later.
func (t *task) complete(a action, r step.Result) bool {
	if !t.judged() {
		return false
	}
	t.tries++
	goOn := r.Errno == 0 || a.goOn != nil && a.goOn(r)
	if left := time.Until(t.deadline); r.Retryable() && (r.Unmet || !goOn) && left > 0 && !t.interrupted() {
		t.later(min(pauseAfter(t.tries), left), func() { // if interrupted, the last answer counts
			if !t.interrupted() || t.complete(a, r) {
				t.advance()
			}
		})
		return false
	}
	if a.enter != nil {
		a.enter(&r)
		goOn = r.Errno == 0 || a.goOn != nil && a.goOn(r)
	}
	t.result = r
	t.event.Asked = max(t.event.Asked, t.tries)
	t.tries = 0
	t.next++
	if !goOn {
		t.next = len(t.stages)
	}
	return true
}

// fail ends a step that can't be made.
func (t *task) fail(err error) {
	t.event.Problem = step.Printable(err.Error()) // it may contain a path
	t.event.Refused = refused(err)
	t.conclude()
}

// conclude takes the evidence after the step, judges the answer and hands the event over.
func (t *task) conclude() {
	e := t.engine
	e.swarms.Stand(e.stands)
	t.event.Took = time.Since(t.began).Seconds()
	t.event.Step = t.step
	if t.event.Asked < 2 || t.step.Within == 0 {
		t.event.Asked = 0
	}
	if t.event.Evidence == nil { // a join has that of its call
		t.takeEvidence()
	}
	t.judge()
	t.note(e.said)
	e.said = ""
	close(t.done)
	if t.spawned {
		return // join takes the event
	}
	t.release()
	e.tasks = slices.DeleteFunc(e.tasks, func(other *task) bool { return other == t })
	if !t.step.Aside {
		t.event.Seq = e.journal.Next()
		e.journal.Add(t.event)
	}
	t.finish(t.event)
}

// plan prepares the stages of the step.
func (t *task) plan() ([]stage, error) {
	plan, ok := t.engine.planners[t.step.Verb]
	if !ok {
		return nil, fmt.Errorf("there is no verb %s", t.step.Verb)
	}
	if t.step.Aside && !t.step.Looks() {
		return nil, fmt.Errorf("%s is not made beside the session: it does more than look", t.step.Verb)
	}
	return plan(t)
}

// judge compares the answer with what was expected.
func (t *task) judge() {
	if t.event.Problem != "" {
		return
	}
	t.event.Got, t.event.Clipped = clip(t.result.String())
	held := true
	switch {
	case t.result.Unmet:
		held = false
	case len(t.step.Want) > 0:
		held = t.holds(t.step.Want)
	case len(t.step.Until) > 0:
		held = t.holds(t.step.Until)
	case t.step.Compare == "":
		return
	}
	t.event.Held = &held
}

// clip shortens an answer for reading; the calls show how long it was.
func clip(answer string) (beginning string, clipped bool) {
	const most = 256
	if len(answer) > most {
		return answer[:most] + "...", true
	}
	return answer, false
}

// maxCalls is how many different calls of one step are listed.
const maxCalls = 64

// report records a call in the event. If the same call gets the same answer again, it is counted, not listed.
func (t *task) report(c Call) {
	c.Process = t.step.At
	calls := t.event.Calls
	if n := len(calls); n > 0 && calls[n-1].Same(c) {
		calls[n-1].Times = max(calls[n-1].Times, 1) + 1
		calls[n-1].NS = c.NS
		return
	}
	if len(calls) == maxCalls {
		t.event.Skipped++
		calls = calls[1:]
	}
	calls = append(calls, c)
	t.event.Calls = calls
}
