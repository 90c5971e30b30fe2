package diff

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"netnet-tui/engine"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// IsRecording reports whether a file is a recording, and not a script.
func IsRecording(name string) (bool, error) {
	f, err := os.Open(name)
	if err != nil {
		return false, unreadable(name, err)
	}
	defer func() { _ = f.Close() }()
	begins := make([]byte, 512)
	n, err := io.ReadFull(f, begins)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return false, unreadable(name, err)
	}
	return bytes.HasPrefix(bytes.TrimSpace(begins[:n]), []byte("{")), nil
}

func unreadable(name string, err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s can't be read: %w", name, err)
}

// Read reads a recording.
func Read(name string) (Session, error) {
	f, err := os.Open(name)
	if err != nil {
		return Session{}, unreadable(name, err)
	}
	defer func() { _ = f.Close() }()
	s := Session{Name: name}
	var events taped
	in := bufio.NewReader(f)
	for number := 1; ; number++ {
		line, err := in.ReadBytes('\n')
		ended := errors.Is(err, io.EOF)
		if err != nil && !ended {
			return s, unreadable(name, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if wrong := s.line(&events, line); wrong != nil {
				if !ended {
					return s, fmt.Errorf("%s:%d:1: this is not a line of a recording: %w", name, number, wrong)
				}
				s.Cut = fmt.Sprintf("%s:%d: warning: the recording ends within this line, which is left out", name, number)
			}
		}
		if ended {
			s.Events = &events
			return s, nil
		}
	}
}

// line takes one line of a recording: its header, or an event.
func (s *Session) line(events *taped, line []byte) error {
	var record struct {
		script.Header
		Step string `json:"step"`
	}
	if err := json.Unmarshal(line, &record); err != nil {
		return err
	}
	if record.Version > 0 {
		s.Network = record.Network
	}
	if record.Step != "" {
		events.lines, events.steps = append(events.lines, line), append(events.steps, record.Step)
	}
	return nil
}

// taped is the events of a recording, as they were written.
type taped struct {
	lines  [][]byte
	steps  []string
	reader recording.Reader
}

func (t *taped) Len() int                                      { return len(t.lines) }
func (t *taped) Step(i int) (text string, line int, err error) { return t.steps[i], 0, nil }
func (t *taped) Event(i int) (engine.Event, error)             { return t.reader.Event(t.lines[i]) }
