package recording

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"syscall"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// File is a recording that is open. What was appended to it since is not there. Its methods
// may be called from any goroutine.
type File struct {
	name   string
	text   io.ReaderAt
	size   int64
	close  func() error
	header Header
	events []place
	marks  []Mark
	gaps   []gap
	off    bool // it is turned off where it ends
	cut    string
}

// place is where an event stands in a file.
type place struct {
	from   int64
	length uint32
	line   uint32 // from 1
}

// end is where the line ends.
func (p place) end() int64 { return p.from + int64(p.length) }

// of is the line, in text that begins at a byte of the file.
func (p place) of(text []byte, begin int64) []byte {
	return text[p.from-begin : p.end()-begin]
}

// Open opens a recording. It neither waits nor reads without a bound: anything but a regular
// file is an error. The error names the file.
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

// Is reports whether a file is a recording, and not a script. The error names the file.
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

// Begins reports whether a text begins as a recording does, and not as a script.
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

// New reads a recording of size bytes from r; name is what errors call it. The error is a
// [step.Error] where a line is not one of a recording.
func New(name string, r io.ReaderAt, size int64) (*File, error) {
	f := &File{name: name, text: r, size: size, close: func() error { return nil }}
	if err := f.index(); err != nil {
		return nil, err
	}
	return f, nil
}

// Close closes the file. Its events can no longer be read then.
func (f *File) Close() error { return f.close() }

// Len is how many events the recording has.
func (f *File) Len() int { return len(f.events) }

// Header is the first line of the recording; it is zero where that is cut off. Where a file
// holds several sessions, one behind the other, its network is [Lab] if any of theirs is.
func (f *File) Header() Header { return f.header }

// Marks are the marks that are set, by the events that they stand at.
func (f *File) Marks() []Mark { return slices.Clone(f.marks) }

// Cut says where and how the recording was cut, or what was not recorded; it is "" where it is
// whole.
func (f *File) Cut() string {
	if f.cut != "" {
		return f.cut
	}
	return f.incomplete()
}

// Event decodes event i, from 0 to Len-1.
func (f *File) Event(i int) (engine.Event, error) {
	raw, err := f.Raw(i)
	if err != nil {
		return engine.Event{}, err
	}
	e, err := Decode(raw)
	return e, f.wrong(f.events[i].line, err)
}

// Step is the step of event i as a line of script, "" where the event has none.
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

// Texts are the steps of all events as lines of script, read without looking at what else their lines
// say: [File.Event] finds what is wrong with that.
func (f *File) Texts() ([]string, error) {
	list := make([]string, 0, len(f.events))
	err := f.each(0, len(f.events), func(_ int, line []byte) {
		text, _ := stepOf(line)
		list = append(list, text)
	})
	return list, err
}

// First decodes the first n events, which must be those of a session from its first step on,
// without a gap.
func (f *File) First(n uint64) ([]engine.Event, error) {
	var events []engine.Event
	for i := range f.events[:min(n, uint64(len(f.events)))] {
		e, err := f.Event(i)
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

// Raw is the line of event i, as it is in the file.
func (f *File) Raw(i int) ([]byte, error) {
	at := f.events[i]
	raw := make([]byte, at.length)
	return raw, fill(raw, at.from, f.name, f.text)
}

// fill reads what stands at a byte of a recording, as much as there is room for.
func fill(text []byte, at int64, name string, r io.ReaderAt) error {
	if n, err := r.ReadAt(text, at); n < len(text) {
		return unreadable(name, err)
	}
	return nil
}

// wrong is the error of a line that is not one of a recording, nil where err is.
func (f *File) wrong(line uint32, err error) error {
	if err == nil {
		return nil
	}
	return f.mistake(line, "this is not a line of a recording: "+err.Error())
}

func (f *File) mistake(line uint32, message string) error {
	return &step.Error{File: f.name, Line: int(line), Column: 1, Message: message}
}

// torn reports whether a line is JSON that is cut off, or what a loss of power leaves of a
// line that was not written to the disk.
func torn(line []byte) bool {
	err := json.NewDecoder(bytes.NewReader(line)).Decode(new(json.RawMessage))
	return errors.Is(err, io.ErrUnexpectedEOF) || len(bytes.Trim(line, "\x00")) == 0
}
