package output

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"netnet-tui/engine/step"
)

// Line writes one line in one write: text as [step.Printable] has it, so that a line end
// within it, as a file name may have, does not begin another line.
func Line(w io.Writer, text string) error {
	_, err := io.WriteString(w, step.Printable(text)+"\n")
	return err
}

// Error writes an error, a line a mistake where it holds several. prefix stands before
// each line.
func Error(w io.Writer, prefix string, err error) {
	for _, text := range sentences(err) {
		_ = Line(w, prefix+text) // to whom should it be told that it can't be told?
	}
}

// sentences are the lines of an error that says it has several, or the only one.
func sentences(err error) []string {
	if several, ok := err.(interface{ Lines() []string }); ok {
		return several.Lines()
	}
	return []string{err.Error()}
}

// Page is a text of several lines that is put together before it is written.
type Page struct{ strings.Builder }

// Line adds a line, as the function [Line] writes one.
func (p *Page) Line(format string, args ...any) {
	p.WriteString(step.Printable(fmt.Sprintf(format, args...)))
	p.WriteByte('\n')
}

// shown is what is written of p: every character but the line ends as
// [step.Printable] has it.
func shown(p []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(p))
	for line := range bytes.Lines(p) {
		text, ended := bytes.CutSuffix(line, []byte("\n"))
		b.WriteString(step.Printable(string(text)))
		if ended {
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}
