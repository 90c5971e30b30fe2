package engine

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/step"
	"netnet-tui/engine/sysctl"
	"netnet-tui/sockets"
)

func planSleep(t *task) ([]stage, error) {
	d := t.timeout()
	return one(action{
		wait: func() step.Result {
			timer := time.NewTimer(d)
			defer timer.Stop()
			select {
			case <-timer.C:
			case <-t.cancel:
			}
			return step.Result{Answer: step.AnswerNothing}
		},
		enter: func(*step.Result) {
			if t.interrupted() {
				t.note("interrupted after " + step.FormatTook(time.Since(t.began).Seconds()))
			}
		},
	}), nil
}

func planSpawn(t *task) ([]stage, error) {
	e := t.engine
	if old, ok := e.task(t.step.Task); ok && !old.ended() {
		return nil, fmt.Errorf("%s is a call that has not returned yet: join or interrupt it first", t.step.Task)
	}
	e.forget(t.step.Task)
	if err := e.bounds.Spawn(e.unjoined()); err != nil {
		return nil, err
	}
	child := e.newTask(*t.step.Spawned, func(Event) {})
	child.name, child.spawned = t.step.Task, true
	child.step.Line = t.step.Line
	child.begin()
	if child.event.Problem != "" {
		e.forget(t.step.Task)
		t.takeOver(child)
		err := errors.New(child.event.Problem)
		if child.event.Refused {
			err = refusal{err}
		}
		return nil, err
	}
	if err := child.verdict.Refusal(); err != nil { // by now the call's thread has passed the door
		e.forget(t.step.Task)
		return nil, err
	}
	return nil, nil // by now the call sleeps or has returned
}

// blocked finds a call by its name.
func (t *task) blocked() (*task, error) {
	child, ok := t.engine.task(t.step.Task)
	if !ok {
		return nil, fmt.Errorf("there is no call %s: spawn it first", t.step.Task)
	}
	return child, nil
}

func planJoin(t *task) ([]stage, error) {
	child, err := t.blocked()
	if err != nil {
		return nil, err
	}
	t.involved = child.involved
	return one(action{
		wait: func() step.Result {
			var late <-chan time.Time
			if t.step.Within > 0 {
				late = time.After(time.Until(t.deadline))
			}
			select {
			case <-child.done:
				return step.Result{}
			case <-late:
			case <-t.cancel:
			}
			return step.Result{Answer: step.AnswerNothing, Unmet: true}
		},
		enter: func(r *step.Result) {
			if r.Unmet {
				waited := "after " + step.FormatDuration(t.step.Within)
				if t.interrupted() {
					waited = "yet, and the wait was interrupted"
				}
				t.note(fmt.Sprintf("%s has not returned %s", t.step.Task, waited))
				r.Got = "still blocked"
				return
			}
			*r = child.result
			t.takeOver(child)
			t.event.Joined = &child.step
			t.engine.forget(t.step.Task)
		},
	}), nil
}

// takeOver makes the event of a spawned call that of this step, so that it holds everything a direct call would have
// reported. The time, line, text and verb stay this step's own, and the notes of both are kept.
func (t *task) takeOver(child *task) {
	own := t.event
	t.event = child.event
	t.event.T, t.event.Line, t.event.Text, t.event.Verb = own.T, own.Line, own.Text, own.Verb
	t.event.Notes = slices.Concat(child.event.Notes, own.Notes)
	t.involved = child.involved
}

func planInterrupt(t *task) ([]stage, error) {
	child, err := t.blocked()
	if err != nil {
		return nil, err
	}
	if t.engine.interruptErr != nil {
		return nil, refusal{t.engine.interruptErr}
	}
	if child.ended() { // whether it has is a race that no script can win
		t.note(t.step.Task + " has returned already: join it to see its answer")
		return nil, nil
	}
	child.stop()
	return one(action{wait: func() step.Result {
		child.thread.Interrupt()
		return step.Result{Answer: step.AnswerNothing}
	}}), nil
}

func planSysctl(t *task) ([]stage, error) {
	if t.step.Value == nil {
		return planReadSysctl(t)
	}
	if !t.engine.options.Lab {
		return nil, refusal{errors.New("sysctl writes kernel settings, and does so only in a lab: run with --lab")}
	}
	if err := sysctl.Own(t.step.Key); errors.As(err, new(*sysctl.Shared)) {
		return nil, refusal{err}
	} else if err != nil {
		return nil, err
	}
	return []stage{func() (action, error) {
		if err := sysctl.Write(t.step.Key, *t.step.Value); err != nil {
			return action{}, fmt.Errorf("%s can't be set to %q: %w", t.step.Key, *t.step.Value, err)
		}
		t.engine.observer.SettingWritten()
		return action{call: func(sockets.Kernel) step.Result { return step.Result{Answer: step.AnswerNothing} }}, nil
	}}, nil
}

// planReadSysctl reads a setting. Settings of the whole machine may be read too, if they are about the network.
func planReadSysctl(t *task) ([]stage, error) {
	key := t.step.Key
	if !strings.HasPrefix(key, "net.") {
		return nil, refusal{fmt.Errorf("%s is not a setting of the network: sysctl reads those below net", key)}
	}
	value, ok := observe.ReadSysctl(key)
	if !ok {
		return nil, fmt.Errorf("%s can't be read: there is no such setting here", key)
	}
	words := strings.Join(strings.Fields(value), " ")
	return one(action{call: func(sockets.Kernel) step.Result {
		return step.Result{Answer: step.AnswerSetting, Data: []byte(words)}
	}}), nil
}

func planRlimit(t *task) ([]stage, error) {
	return one(action{call: func(k sockets.Kernel) step.Result { return t.answer(0, k.SetNofile(t.step.Limit)) }}), nil
}
