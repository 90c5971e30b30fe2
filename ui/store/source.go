package store

import (
	"errors"

	"netnet-tui/engine"
)

// Source is what the screen needs from the world. An engine in this process, a
// client of one in a child process and a recording being played all are one; the
// screen can't tell which it has.
type Source interface {
	// Post hands a step over and returns at once. Steps begin in the order they
	// were posted; what came of each is an event in a later frame. An error means
	// that there is no engine any longer.
	Post(engine.Step) error
	// Frame asks for what is on the screen.
	Frame(engine.Query) (engine.Frame, error)
	// Close ends the session and every socket of it.
	Close() error
}

// ErrNotRecorded is why a recording can't be turned on or off, marked or read.
var ErrNotRecorded = errors.New("this session is not recorded")

// Recorder is a source whose session is recorded.
type Recorder interface {
	// Record says whether what comes from now on is recorded.
	Record(on bool) error
	// Mark sets a word at an event of the recording, or takes it away where the word is "".
	Mark(word string, seq uint64) error
	// First reads the first n events of the recording. It is an error if any is not there as it was.
	First(n uint64) ([]engine.Event, error)
}
