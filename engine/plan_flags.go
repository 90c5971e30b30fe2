package engine

import (
	"fmt"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

func planFcntl(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	switch t.step.Request {
	case "O_NONBLOCK":
		return t.planFlag(s, unix.F_GETFL, unix.F_SETFL, unix.O_NONBLOCK, *t.step.On), t.loops(s)
	case "FD_CLOEXEC":
		return t.planFlag(s, unix.F_GETFD, unix.F_SETFD, unix.FD_CLOEXEC, *t.step.On), nil
	case "F_GETFL":
		return t.planGetFlags(s, unix.F_GETFL, sockets.StatusFlags), nil
	case "F_GETFD":
		return t.planGetFlags(s, unix.F_GETFD, sockets.DescriptorFlags), nil
	}
	return nil, fmt.Errorf("fcntl here knows no %s", t.step.Request)
}

// planFlag changes one flag and keeps the others, which are read first.
func (t *task) planFlag(s *bench.Entry, get, set, flag int, on bool) []stage {
	var flags int
	return []stage{
		func() (action, error) {
			return action{
				call:  func(k sockets.Kernel) step.Result { return t.answer(k.Fcntl(s.FD, get, 0)) },
				enter: func(r *step.Result) { flags = int(r.Number) },
			}, nil
		},
		func() (action, error) {
			flags &^= flag
			if on {
				flags |= flag
			}
			return action{call: func(k sockets.Kernel) step.Result {
				_, err := k.Fcntl(s.FD, set, flags)
				return step.Result{Answer: step.AnswerZero, Errno: sockets.Errno(err)}
			}}, nil
		},
	}
}

func (t *task) planGetFlags(s *bench.Entry, get int, names *sockets.Names) []stage {
	return one(action{call: func(k sockets.Kernel) step.Result {
		flags, err := k.Fcntl(s.FD, get, 0)
		return step.Result{Answer: step.AnswerFlags, Flags: names, Number: int64(flags), Errno: sockets.Errno(err)}
	}})
}

func planNonblock(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return t.planFlag(s, unix.F_GETFL, unix.F_SETFL, unix.O_NONBLOCK, true), nil
}

func planIoctl(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	request, err := sockets.Requests.Parse(t.step.Request)
	if err != nil {
		return nil, err
	}
	return one(action{call: func(k sockets.Kernel) step.Result {
		if t.step.On != nil {
			value := 0
			if *t.step.On {
				value = 1
			}
			return t.answer(0, k.IoctlSet(s.FD, uint(request), value))
		}
		return t.answer(k.IoctlGet(s.FD, uint(request)))
	}}), t.loops(s)
}

// loops refuses to make a socket blocking that the event loop accepts from: its thread
// would sleep there, and nothing could wake it.
func (t *task) loops(s *bench.Entry) error {
	if t.step.On == nil || *t.step.On {
		return nil
	}
	return t.refuseIfSharedServed(s)
}

func planPending(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{call: func(k sockets.Kernel) step.Result { return t.answer(k.IoctlGet(s.FD, unix.TIOCINQ)) }}), nil
}
