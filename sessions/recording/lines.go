package recording

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// longest is the maximum length of a line, in bytes: enough for an event with the longest line of a script, which JSON
// makes a third longer.
const longest = 256 << 20

// lines reads the non-blank lines of a recording.
type lines struct {
	in     *bufio.Reader
	long   []byte // the line, if it does not fit into the buffer
	read   int64  // offset of the next line
	number int    // number of the last line read, from 1
}

func newLines(r io.Reader) *lines {
	const buffer = 256 << 10
	return &lines{in: bufio.NewReaderSize(r, buffer)}
}

// next returns the next line, trimmed of its line end and blanks, its offset in the file, and whether it has a line
// end. The bytes are valid until the next call. After the last line, err is io.EOF.
func (l *lines) next() (line []byte, from int64, ended bool, err error) {
	for {
		from = l.read
		text, err := l.whole()
		l.read += int64(len(text))
		l.number++
		line = text
		if l.number == 1 {
			line = bytes.TrimPrefix(line, byteOrderMark)
		}
		if line = bytes.TrimLeft(line, blank); len(line) > 0 {
			from += int64(len(text) - len(line))
			line = bytes.TrimRight(line, blank)
			return line, from, text[len(text)-1] == '\n', nil
		}
		if err != nil {
			return nil, from, false, err
		}
	}
}

// byteOrderMark is written by some editors at the beginning of a file.
var byteOrderMark = []byte("\ufeff")

// blank are the characters that may surround a line.
const blank = " \t\n\f\r"

// whole reads one line with its end, which may be missing from the last. It is not empty if err is nil.
func (l *lines) whole() ([]byte, error) {
	text, err := l.in.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return text, err
	}
	l.long = append(l.long[:0], text...)
	for errors.Is(err, bufio.ErrBufferFull) {
		if len(l.long) > longest {
			return nil, fmt.Errorf("line %d is longer than %d MiB", l.number+1, longest>>20)
		}
		text, err = l.in.ReadSlice('\n')
		l.long = append(l.long, text...)
	}
	return l.long, err
}
