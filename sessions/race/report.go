package race

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"netnet-tui/sessions/keep"
)

// Form is how a race is printed.
type Form int

// The forms.
const (
	Tables Form = iota // for people, each lap when it is over
	Array              // a JSON array at the end
	Laps               // a line of JSON a lap
)

// Report runs a race and prints it. With svg the laps are drawn into that file too.
func Report(ctx context.Context, o Options, w io.Writer, form Form, svg string) error {
	var laps [][]Result
	var all []Result
	err := Run(ctx, o, func(results []Result) {
		laps = append(laps, results)
		all = append(all, results...)
		switch form {
		case Tables:
			_ = Table(w, results)
		case Laps:
			_ = json.NewEncoder(w).Encode(results)
		case Array:
		}
	})
	if err != nil {
		return err
	}
	if form == Array {
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
