package recording

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"syscall"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// File is an open recording, without anything appended since it was opened. Its methods may be called from any
// goroutine.
type File struct {
	file   string
	name   string // for people
	text   io.ReaderAt
	size   int64
	close  func() error
	header Header
	events []place
	marks  map[uint64]string // words, by the event that they stand at
	marked sync.Mutex        // guards marks
	gaps   []gap
	off    bool // it is turned off at its end
	cut    string
}

// place is the position of an event in a file.
type place struct {
	from   int64
	length uint32
	line   uint32 // from 1
}

// end returns the offset of the end of the line.
func (p place) end() int64 { return p.from + int64(p.length) }

// of returns the line, given text that begins at the offset begin of the file.
func (p place) of(text []byte, begin int64) []byte {
	return text[p.from-begin : p.end()-begin]
}

// Open opens a recording. It neither waits nor reads without limit: anything but a regular file is an error. The error
// names the file.
func Open(name string) (*File, error) {
	file, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0) // O_NONBLOCK: opening a pipe does not wait
	if err != nil {
		return nil, unreadable(name, err)
	}
	info, err := file.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is not a regular file")
	}
	if err != nil {
		return nil, errors.Join(unreadable(name, err), file.Close())
	}
	f, err := New(name, file, info.Size())
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	f.close = file.Close
	return f, nil
}

// Is reports whether a file is a recording rather than a script. The error names the file.
func Is(name string) (bool, error) {
	file, err := os.Open(name)
	if err != nil {
		return false, unreadable(name, err)
	}
	defer func() { _ = file.Close() }()
	begins := make([]byte, 512)
	n, err := io.ReadFull(file, begins)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return false, unreadable(name, err)
	}
	return Begins(begins[:n]), nil
}

// Begins reports whether a text begins like a recording rather than a script.
func Begins(text []byte) bool {
	return bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(text, byteOrderMark)), []byte("{"))
}

func unreadable(name string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s can't be read: %w", name, err)
}

// New reads a recording of size bytes from r; its [Title] is used in errors. The error is a [step.Error] if a line is not one
// of a recording.
func New(name string, r io.ReaderAt, size int64) (*File, error) {
	f := &File{file: name, name: Title(name), text: r, size: size, close: func() error { return nil }}
	if err := f.index(); err != nil {
		return nil, err
	}
	return f, nil
}

// Close closes the file. Its events can't be read after that.
func (f *File) Close() error { return f.close() }

// Len returns the number of events in the recording.
func (f *File) Len() int { return len(f.events) }

// Header returns the first line of the recording, or zero if it is cut off. If a file contains several sessions, its
// network is [Lab] if any of theirs is.
func (f *File) Header() Header { return f.header }

// Marks returns the marks, ordered by event.
func (f *File) Marks() []Mark {
	f.marked.Lock()
	defer f.marked.Unlock()
	var list []Mark
	for at, word := range f.marks {
		if word != "" {
			list = append(list, Mark{word, at})
		}
	}
	slices.SortFunc(list, func(a, b Mark) int { return cmp.Compare(a.At, b.At) })
	return list
}

// Cut says where and how the recording was cut, or what was not recorded; it is "" if the recording is complete.
func (f *File) Cut() string {
	if f.cut != "" {
		return f.cut
	}
	return f.incomplete()
}

// Event decodes event i, from 0 to Len-1. It has no line: the script it was made from, if any, is not at hand, and a
// recording is numbered by its steps.
func (f *File) Event(i int) (engine.Event, error) {
	e, err := f.event(i)
	e.Line, e.Step.Line = 0, 0
	return e, err
}

// event decodes event i as it was written.
func (f *File) event(i int) (engine.Event, error) {
	raw, err := f.Raw(i)
	if err != nil {
		return engine.Event{}, err
	}
	e, err := Decode(raw)
	return e, f.wrong(f.events[i].line, err)
}

// Step returns the step of event i as a line of script; "" if the event has none.
func (f *File) Step(i int) (string, error) {
	raw, err := f.Raw(i)
	if err != nil {
		return "", err
	}
	text, ok := stepOf(raw)
	if !ok || !json.Valid(raw) {
		_, err = Decode(raw)
		return "", f.wrong(f.events[i].line, err)
	}
	return text, nil
}

// Texts returns the steps of all events as lines of script, without checking the rest of the lines: [File.Event]
// reports mistakes in it.
func (f *File) Texts() ([]string, error) {
	list := make([]string, 0, len(f.events))
	err := f.each(0, len(f.events), func(_ int, line []byte) {
		text, _ := stepOf(line)
		list = append(list, text)
	})
	return list, err
}

// First decodes the first n events, which must be those of a session from its first step, without a gap.
func (f *File) First(n uint64) ([]engine.Event, error) {
	var events []engine.Event
	for i := range f.events[:min(n, uint64(len(f.events)))] {
		e, err := f.event(i)
		if err != nil {
			return nil, err
		}
		if e.Seq != uint64(i)+1 {
			break
		}
		events = append(events, e)
	}
	if got := uint64(len(events)); got < n {
		return nil, fmt.Errorf("the recording does not have step %d", got+1)
	}
	return events, nil
}

// Raw returns the line of event i as it is in the file.
func (f *File) Raw(i int) ([]byte, error) {
	at := f.events[i]
	raw := make([]byte, at.length)
	return raw, fill(raw, at.from, f.name, f.text)
}

// fill fills text from the offset at of a recording.
func fill(text []byte, at int64, name string, r io.ReaderAt) error {
	if n, err := r.ReadAt(text, at); n < len(text) {
		return unreadable(name, err)
	}
	return nil
}

// wrong returns the error of a line that is not one of a recording, or nil if err is nil.
func (f *File) wrong(line uint32, err error) error {
	if err == nil {
		return nil
	}
	return f.mistake(line, "this is not a line of a recording: "+err.Error())
}

func (f *File) mistake(line uint32, message string) error {
	return &step.Error{File: f.name, Line: int(line), Column: 1, Message: message}
}

// torn reports whether a line is JSON that is cut off, or what remains after a power loss of a line that was not
// written to disk.
func torn(line []byte) bool {
	err := json.NewDecoder(bytes.NewReader(line)).Decode(new(json.RawMessage))
	return errors.Is(err, io.ErrUnexpectedEOF) || len(bytes.Trim(line, "\x00")) == 0
}
