package engine

import (
	"errors"
	"fmt"

	"netnet-tui/engine/step"
	"netnet-tui/engine/sysctl"
	"netnet-tui/sockets"
)

func planSysctl(t *task) ([]stage, error) {
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

func planRlimit(t *task) ([]stage, error) {
	return one(action{call: func(k sockets.Kernel) step.Result { return t.answer(0, k.SetNofile(t.step.Limit)) }}), nil
}
