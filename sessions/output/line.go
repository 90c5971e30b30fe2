package output

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"netnet-tui/engine/step"
)

// Line writes one line in one write. The text is escaped by [step.Printable], so that a
// line end within it, as in a file name, does not begin another line.
func Line(w io.Writer, text string) error {
	_, err := io.WriteString(w, step.Printable(text)+"\n")
	return err
}

// Error writes an error, one line for each that it holds. Each line begins with prefix.
func Error(w io.Writer, prefix string, err error) {
	for _, text := range sentences(err) {
		_ = Line(w, prefix+text) // there is nowhere to report that reporting failed
	}
}

// sentences returns the lines of an error: several where it has that method, else one.
func sentences(err error) []string {
	if several, ok := err.(interface{ Lines() []string }); ok {
		return several.Lines()
	}
	return []string{err.Error()}
}

// Page is a text of several lines that is assembled before it is written.
type Page struct{ strings.Builder }

// Line adds a line, escaped as by the function [Line].
func (p *Page) Line(format string, args ...any) {
	p.WriteString(step.Printable(fmt.Sprintf(format, args...)))
	p.WriteByte('\n')
}

// shown is p with every character but the line ends escaped by [step.Printable].
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
