package recording

import (
	"encoding/json"
	"io"
)

// Mark is a word that a person has set at an event, to find it again. It is a line of the
// recording.
type Mark struct {
	Word string `json:"mark"` // "" takes away the mark that is there
	At   uint64 `json:"at"`   // the sequence number of the event
}

// Append writes the mark behind the last line of a recording that is open for appending. It is written in one
// call: a whole line, even between those that an engine writes.
func (m Mark) Append(to io.Writer) error {
	line, err := json.Marshal(m)
	if err == nil {
		_, err = to.Write(append(line, '\n'))
	}
	return err
}
