package recording

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// most is the maximum number of events in a recording.
const most = 4 << 20

// indexer processes the lines of a recording. It is one line behind, because the last line is left out if it is torn.
type indexer struct {
	*File
	begun bool // a line has been read
	known bool // one of the lines was one of a recording
	line  []byte
	at    place

	seq    uint64 // of the previous event
	counts bool   // the next event has the following number, unless steps are missing
}

// index finds the lines of the recording.
func (f *File) index() error {
	in := newLines(io.NewSectionReader(f.text, 0, f.size))
	f.marks = map[uint64]string{}
	x := indexer{File: f}
	for whole := true; ; {
		line, from, ended, err := in.next()
		if errors.Is(err, io.EOF) {
			return x.end(whole)
		}
		if err != nil {
			return unreadable(f.name, err)
		}
		if err := x.take(); err != nil {
			return err
		}
		x.begun, whole = true, ended
		x.line = append(x.line[:0], line...)
		x.at = place{from: from, length: uint32(len(line)), line: uint32(in.number)}
	}
}

// end processes the last line, unless it is torn. whole reports whether it has a line end.
func (x *indexer) end(whole bool) error {
	place := fmt.Sprintf("%s:%d: warning: ", x.name, x.at.line)
	switch {
	case x.begun && torn(x.line):
		x.cut = place + "the recording ends within this line, which is left out"
		x.begun = false
	case !whole:
		x.cut = place + "the recording ends here without a line end, so there may have been more"
	}
	err := x.take()
	if err == nil && x.begun && !x.known {
		return x.mistake(1, "this is not a recording: none of its lines is one of a session")
	}
	return err
}

// numbered is the beginning of the lines of events, and of no others, that this program writes.
var numbered = []byte(`{"seq":`)

// take processes the line, if there is one.
func (x *indexer) take() error {
	switch {
	case !x.begun:
		return nil
	case !utf8.Valid(x.line) || bytes.IndexByte(x.line, 0) >= 0:
		return x.mistake(x.at.line, "this is not a line of a recording: it is not text")
	case bytes.HasPrefix(x.line, numbered):
		x.known = true
		seq, ok := numberOf(x.line)
		if !ok {
			return x.event()
		}
		return x.step(seq)
	}
	var line struct {
		Header
		Mark
		Step     string  `json:"step"`
		Seq      *uint64 `json:"seq"`
		Recorded *bool   `json:"recorded"` // whether what follows is recorded
	}
	if err := json.Unmarshal(x.line, &line); err != nil {
		return x.wrong(x.at.line, err)
	}
	x.known = x.known || line.Version > 0 || line.At > 0 || line.Step != "" || line.Recorded != nil
	switch {
	case line.Version > Version:
		return x.mistake(x.at.line, fmt.Sprintf("this recording has format %d, and this program knows %d", line.Version, Version))
	case line.Version > 0:
		x.head(line.Header)
	case line.At > 0:
		x.marks[line.At] = line.Word
	case line.Step != "" && line.Seq != nil:
		return x.step(*line.Seq)
	case line.Step != "":
		x.number(0)
		return x.event()
	case line.Recorded != nil:
		x.off = !*line.Recorded
	}
	return nil
}

// step adds an event by its number. Number 0 is a look beside the session, not one of its steps, which recordings of
// earlier versions contain too: it is left out.
func (x *indexer) step(seq uint64) error {
	if seq == 0 {
		return nil
	}
	x.number(seq)
	return x.event()
}

func (x *indexer) event() error {
	if len(x.events) == most {
		return x.mistake(x.at.line, fmt.Sprintf("a recording can't have more than %d events", most))
	}
	x.events = append(x.events, x.at)
	return nil
}

func (x *indexer) head(h Header) {
	x.seq, x.counts, x.off = 0, true, false
	if x.header.Version == 0 {
		x.header = h
	}
	if h.Network == Lab {
		x.header.Network = Lab
	}
}
