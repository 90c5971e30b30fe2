package diff

import (
	"io"

	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// Read opens a recording, which stays open until the session is closed.
func Read(name string) (Session, error) {
	f, err := recording.Open(name)
	if err != nil {
		return Session{}, err
	}
	return Session{Name: recording.Title(name), Network: f.Header().Network, Cut: f.Cut(), Unit: script.OfSteps, Events: f}, nil
}

// Close closes the recording, if the session is one.
func (s Session) Close() error {
	if file, ok := s.Events.(io.Closer); ok {
		return file.Close()
	}
	return nil
}
