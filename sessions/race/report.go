package race

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"netnet-tui/sessions/atomicfile"
	"netnet-tui/sessions/output"
)

// Form is how a race is printed.
type Form int

// The forms.
const (
	Tables Form = iota // for people, a table after each lap
	Array              // a JSON array at the end
	Laps               // a line of JSON for each lap
)

// Report runs a race and prints the results; if it fails or is ended early, those so far. If svg is not empty, it also
// draws them to the file of that name.
func Report(ctx context.Context, o Options, w io.Writer, form Form, svg string) error {
	if _, err := os.Stat(filepath.Dir(svg)); svg != "" && err != nil { // checked before a minute is spent
		return fmt.Errorf("the picture: %s can't be written: its directory does not exist", svg)
	}
	var laps [][]Result
	var all []Result
	var unwritten error
	failed := Run(ctx, o, func(results []Result) {
		laps = append(laps, results)
		all = append(all, results...)
		switch form {
		case Tables:
			unwritten = cmp.Or(unwritten, Table(w, results))
		case Laps:
			unwritten = cmp.Or(unwritten, output.JSON(w).Encode(results))
		case Array:
		}
	})
	if len(all) == 0 {
		return failed
	}
	if unwritten != nil {
		return output.Unwritten(unwritten)
	}
	if form == Array {
		out := output.JSON(w)
		out.SetIndent("", "  ")
		if err := out.Encode(all); err != nil {
			return err
		}
	}
	if svg == "" {
		return failed
	}
	var picture bytes.Buffer
	if err := SVG(&picture, laps); err != nil {
		return err
	}
	if err := atomicfile.Write(svg, picture.String(), 0o644); err != nil {
		return fmt.Errorf("the picture: %w", err)
	}
	return failed
}
