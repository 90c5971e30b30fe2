package recording

import (
	"encoding/json"
	"io"
)

// Mark is a word that a person has attached to an event in order to find it again. It is a line of the recording.
type Mark struct {
	Word string `json:"mark"` // "" removes the existing mark
	At   uint64 `json:"at"`   // the sequence number of the event
}

// Append appends the mark to a recording that is open for appending. It makes a single write, so that the line stays
// whole even between those that an engine writes.
func (m Mark) Append(to io.Writer) error {
	line, err := json.Marshal(m)
	if err == nil {
		_, err = to.Write(append(line, '\n'))
	}
	return err
}
