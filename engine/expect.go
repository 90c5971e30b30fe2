package engine

import (
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

func planExpect(t *task) ([]stage, error) {
	return t.planLook(func(r step.Result) (step.Result, error) {
		held, err := t.step.Matches(r, func(a step.Address) (sockets.Addr, error) { return t.address(a, unix.AF_INET) })
		r.Unmet = !held
		return r, err
	})
}

func planShow(t *task) ([]stage, error) {
	return t.planLook(func(r step.Result) (step.Result, error) { return r, nil })
}

// planLook looks at what the step names, each time it is tried.
func (t *task) planLook(judge func(step.Result) (step.Result, error)) ([]stage, error) {
	if s, ok := t.engine.bench.find(t.step.Target.Socket); ok {
		t.involved = append(t.involved, s)
	}
	return []stage{func() (action, error) {
		r, err := t.look(*t.step.Target)
		if err != nil {
			if t.step.Within == 0 || t.step.Verb != "expect" {
				return action{}, err
			}
			r = text(err.Error()) // it may come to be what is expected
			r.Unmet = true
		} else if r, err = judge(r); err != nil {
			return action{}, err
		}
		return action{call: func(sockets.Kernel) step.Result {
			return step.Result{Answer: step.AnswerNothing, Got: r.String(), Unmet: r.Unmet}
		}}, nil
	}}, nil
}
