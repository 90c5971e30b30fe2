package script

import (
	"context"

	"netnet-tui/engine"
)

// RunSteps runs the steps of one script as [RunFiles] does, and returns the exit status.
func RunSteps(ctx context.Context, source Source, steps []engine.Step, o Options) int {
	status, _ := o.run(ctx, Script{Source: source, Steps: steps})
	return status
}
