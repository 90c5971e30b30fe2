package command

import (
	"context"
	"os"

	"github.com/charmbracelet/x/term"

	"netnet-tui/sessions/output"
)

// Streams are standard output and standard error. All output goes through them, and they escape it.
type Streams struct {
	Out, Err                 *output.Stream
	OutTerminal, ErrTerminal bool // whether each is a terminal
}

// Standard returns the streams of this process. They stop waiting for readers when ctx
// ends.
func Standard(ctx context.Context) Streams {
	return Streams{
		Out: output.New(ctx, os.Stdout), OutTerminal: term.IsTerminal(os.Stdout.Fd()),
		Err: output.New(ctx, os.Stderr), ErrTerminal: term.IsTerminal(os.Stderr.Fd()),
	}
}

// Flush waits a moment for output that has not been written yet.
func (s Streams) Flush() { _, _ = s.Out.Flush(), s.Err.Flush() } // there is nobody left to report an error to

// widest is the width of text that is not printed to a terminal.
const widest = 120

// Width returns the number of columns of a line of standard output.
func (s Streams) Width() int {
	if s.OutTerminal {
		if width, _, err := term.GetSize(os.Stdout.Fd()); err == nil && width > 0 {
			return width
		}
	}
	return widest
}
