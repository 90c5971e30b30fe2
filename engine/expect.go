package engine

import (
	"fmt"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

func planExpect(t *task) ([]stage, error) {
	return t.planLook(func(r Result) (Result, error) {
		held, err := t.matches(r)
		r.unmet = !held
		return r, err
	})
}

func planShow(t *task) ([]stage, error) {
	return t.planLook(func(r Result) (Result, error) { return r, nil })
}

// planLook looks at what the step names, each time it is tried.
func (t *task) planLook(judge func(Result) (Result, error)) ([]stage, error) {
	if s, ok := t.engine.bench.find(t.step.Look.Socket); ok {
		t.involved = append(t.involved, s)
	}
	return []stage{func() (action, error) {
		r, err := t.sight(*t.step.Look)
		if err != nil {
			if t.step.Within == 0 || t.step.Verb != "expect" {
				return action{}, err
			}
			r = text(err.Error()) // it may come to be what is expected
			r.unmet = true
		} else if r, err = judge(r); err != nil {
			return action{}, err
		}
		return action{call: func(sockets.Kernel) Result { return Result{Answer: AnswerNothing, got: r.String(), unmet: r.unmet} }}, nil
	}}, nil
}

// matches tells whether a look satisfies the step's comparison.
func (t *task) matches(r Result) (bool, error) {
	operator, want := t.step.Compare, *t.step.Value
	if r.Errno != 0 {
		return operator == "==" && want == sockets.ErrnoName(r.Errno), nil
	}
	var same bool
	switch r.Answer {
	case AnswerValue:
		return Outcome{Word: operator + want}.holdsValue(r), nil
	case AnswerAddress:
		addr, err := t.address(Address(want), unix.AF_INET)
		if err != nil {
			return false, err
		}
		same = addr == r.Addr
	case AnswerFlags:
		bits, err := parseReady(want)
		if err != nil {
			return false, err
		}
		same = int64(bits) == r.Number
	case AnswerNothing:
		same = r.got == want
		if state, ok := ParseState(want); ok && t.step.Look.Field == "state" {
			same = sameState(r.got, state)
		}
	default:
		return Outcome{Word: operator + want}.holdsNumber(r), nil
	}
	switch operator {
	case "==":
		return same, nil
	case "!=":
		return !same, nil
	}
	return false, fmt.Errorf("%s has no order: compare it with == or !=", t.step.Look)
}

// sameState compares states. A socket without TCP has no connection in either of two words.
func sameState(a, b string) bool {
	return a == b || a == StateUnconnected && b == StateClosed
}
