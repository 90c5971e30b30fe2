package diff

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"netnet-tui/engine"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// Session is one of the two that are compared.
type Session struct {
	Name    string // as a person knows it: a file, or what was changed
	Network string // "host" or "lab"; "" if nothing is known
	Cut     string // why it is incomplete; "" if it is not
	Events  []engine.Event
}

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
	var events recording.Reader
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
			return s, nil
		}
	}
}

// line takes one line of a recording: its header, or an event.
func (s *Session) line(events *recording.Reader, line []byte) error {
	var h script.Header
	if err := json.Unmarshal(line, &h); err != nil {
		return err
	}
	if h.Version > 0 {
		s.Network = h.Network
		return nil
	}
	e, err := events.Event(line)
	if err == nil && e.Text != "" {
		s.Events = append(s.Events, e)
	}
	return err
}

// Run runs a script, whatever fails in it, and returns what came of it with the exit status. The printer of the
// options is not used.
func Run(ctx context.Context, source script.Source, o script.Options) (Session, int, error) {
	steps, err := script.Parse(source.Name, source.Lines)
	if err != nil {
		return Session{}, script.Unparsed, err
	}
	k := &keeper{Session: Session{Name: source.Name, Cut: source.Cut}}
	o.Printer, o.Through = k, true
	status := script.RunSteps(ctx, source, steps, o)
	return k.Session, status, nil
}

// keeper keeps what comes of a script.
type keeper struct{ Session }

func (k *keeper) Begin(_ script.Source, lab bool) error {
	k.Network = "host"
	if lab {
		k.Network = "lab"
	}
	return nil
}

func (k *keeper) Event(_ engine.Step, e engine.Event) error {
	k.Events = append(k.Events, e)
	return nil
}
