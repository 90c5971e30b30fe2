package store

import (
	"errors"

	"netnet-tui/engine"
)

// Source is what the screen needs from the engine. An engine in this process, a client of one in a child
// process and the player of a recording all implement it; the screen cannot tell them apart.
type Source interface {
	// Post queues a step and returns at once. Steps begin in the order in which they were posted; the
	// result of each is an event in a later frame. An error means that the engine is gone.
	Post(engine.Step) error
	// Frame returns what the query asks for.
	Frame(engine.Query) (engine.Frame, error)
	// Close ends the session and closes all its sockets.
	Close() error
}

// Leaver is a source whose session may go on in another one, by step back.
type Leaver interface {
	// Leave ends the session: it goes on after its first n steps, which are made again in another one. Its own first
	// again steps were made for that reason too.
	Leave(n, again int) error
}

// ErrNotRecorded says why a recording cannot be turned on or off, marked or read.
var ErrNotRecorded = errors.New("this session is not recorded")

// Recorder is a source whose session is recorded.
type Recorder interface {
	// Record turns the recording of what follows on or off.
	Record(on bool) error
	// Mark puts a word at an event of the recording, or removes it if the word is "".
	Mark(word string, seq uint64) error
	// First reads the first n events of the recording. It fails if any of them is missing or incomplete.
	First(n uint64) ([]engine.Event, error)
}
