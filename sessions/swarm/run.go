package swarm

import (
	"context"
	"errors"
	"io"

	"netnet-tui/engine/swarm"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"
)

// Output says where the figures of a swarm go.
type Output struct {
	Report   io.Writer // at the end
	Progress io.Writer // a line a second; its writes must not block
	Warnings io.Writer // why there is no report
	JSON     bool      // the report is one object
}

// Run runs a swarm, prints its report, and returns the exit status.
func Run(ctx context.Context, o swarm.Options, out Output) int {
	report, err := swarm.Run(ctx, o, out.progress)
	if err == nil {
		err = out.report(report)
	}
	var unavailable *swarm.Unavailable
	switch {
	case errors.As(err, &unavailable):
		output.Error(out.Warnings, "netnet-tui: ", err)
		return script.Unavailable
	case errors.Is(err, output.ErrStuck):
		return script.Interrupted
	case err != nil:
		output.Error(out.Warnings, "netnet-tui: ", err)
		return script.Failed
	case !report.Faultless():
		return script.Failed
	}
	return script.Held
}

// progress prints how the swarm does, in the form of the report.
func (out Output) progress(r swarm.Report) {
	if out.JSON {
		_ = output.JSON(out.Progress).Encode(r)
		return
	}
	_ = output.Line(out.Progress, line(r))
}

func (out Output) report(r swarm.Report) error {
	if out.JSON {
		return output.JSON(out.Report).Encode(r)
	}
	_, err := io.WriteString(out.Report, whole(r))
	return err
}
