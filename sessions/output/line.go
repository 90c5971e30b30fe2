package output

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"netnet-tui/engine/step"
)

// Line writes one line in one write. The text is escaped by [step.Printable], so that a line end in it, as in a file
// name, does not begin another line.
func Line(w io.Writer, text string) error {
	_, err := io.WriteString(w, step.Printable(text)+"\n")
	return err
}

// Error writes an error, one line for each of its sentences. Each line begins with prefix, and is short even if it
// quotes a very long argument.
func Error(w io.Writer, prefix string, err error) {
	for _, text := range sentences(err) {
		_ = Line(w, prefix+step.Shorten(text)) // there is nowhere to report that reporting failed
	}
}

// sentences returns the lines of an error: several if it has a Lines method, otherwise one.
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

// shown returns p with every character but the line ends escaped by [step.Printable].
func shown(p []byte) []byte {
	if plain(p) {
		return bytes.Clone(p)
	}
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

// plain reports whether there is nothing to escape: only printable ASCII and line ends. Nearly all of a long output is,
// so it checks eight bytes at a time.
func plain(p []byte) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; len(p) >= 8; p = p[8:] {
		eight := binary.LittleEndian.Uint64(p)
		low := (eight - ' '*ones) | (eight + ones) | eight // the top bit of a byte that is below ' ', DEL, or above
		if low&tops == 0 {
			continue
		}
		if !allPlain(p[:8]) {
			return false
		}
	}
	return allPlain(p)
}

func allPlain(p []byte) bool {
	for _, b := range p {
		if b != '\n' && (b < ' ' || b > '~') {
			return false
		}
	}
	return true
}
