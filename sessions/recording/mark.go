package recording

// Mark is a word that a person has set at an event, to find it again. It is a line of the
// recording.
type Mark struct {
	Word string `json:"mark"` // "" takes away the mark that is there
	At   uint64 `json:"at"`   // the sequence number of the event
}
