package engine

import (
	"errors"
	"math"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/step"
)

// maxSteps bounds how many calls or iterations one step lets through.
const maxSteps = 100_000

// planGear lets the loop run, slows it, stops it, or lets some calls through. Those are
// shown as the calls of the step, which ends when the loop stands again.
func planGear(t *task) ([]stage, error) {
	gear := *t.step.Gear
	l := t.engine.serving.Running()
	if l == nil {
		return nil, errors.New("no event loop runs: serve a socket first")
	}
	switch gear.Word {
	case step.GearRun:
		return t.planShift(l.Run), nil
	case step.GearPause:
		return t.planShift(l.Pause), nil
	case step.GearSlow:
		return t.planShift(func() { l.Slow(gear.N) }), nil
	case step.GearStep:
		return t.planStepped(func() *loop.Stepped { return l.Step(steps(gear)) }), nil
	default:
		return t.planStepped(func() *loop.Stepped { return l.Iterations(steps(gear)) }), nil
	}
}

func steps(g step.Gear) int { return int(math.Min(maxSteps, math.Max(1, g.N))) }

func (t *task) planShift(shift func()) []stage {
	return []stage{func() (action, error) {
		shift()
		return nothing, nil
	}}
}

func (t *task) planStepped(step func() *loop.Stepped) []stage {
	var stepped *loop.Stepped
	return []stage{
		func() (action, error) {
			stepped = step()
			return t.await(stepped.Done), nil
		},
		func() (action, error) {
			t.event.Calls = append(t.event.Calls, stepped.Calls...)
			t.event.Skipped = stepped.Count - len(stepped.Calls)
			return nothing, nil
		},
	}
}
