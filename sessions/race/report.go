package race

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"netnet-tui/sessions/keep"
)

// Report runs a race and prints it: each lap when it is over, or a JSON array at the
// end. With svg the laps are drawn into that file too.
func Report(ctx context.Context, o Options, w io.Writer, asJSON bool, svg string) error {
	var laps [][]Result
	var all []Result
	err := Run(ctx, o, func(results []Result) {
		laps = append(laps, results)
		all = append(all, results...)
		if !asJSON {
			_ = Table(w, results)
		}
	})
	if err != nil {
		return err
	}
	if asJSON {
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		if err := out.Encode(all); err != nil {
			return err
		}
	}
	if svg == "" {
		return nil
	}
	var picture bytes.Buffer
	if err := SVG(&picture, laps); err != nil {
		return err
	}
	if err := keep.Write(svg, picture.String(), 0o644); err != nil {
		return fmt.Errorf("the picture can't be written: %w", err)
	}
	return nil
}
