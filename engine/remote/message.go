package remote

import "netnet-tui/engine"

// request is a line from a client.
type request struct {
	ID    uint64        `json:"id,omitempty"` // repeated in the reply; 0: no reply is wanted
	Step  *engine.Step  `json:"step,omitempty"`
	Frame *engine.Query `json:"frame,omitempty"`

	Record *bool `json:"record,omitempty"` // whether to record events from now on
}

// greeting is the first line from an engine: that it is ready, or why not. It has its own type because package json
// inspects the whole type of a value before it first writes or reads it: for a reply that includes all of an event and
// a frame, and takes a sixth of an engine's start time.
type greeting struct {
	Error string `json:"error,omitempty"`
}

// reply is each further line from an engine.
type reply struct {
	ID    uint64        `json:"id,omitempty"`
	Event *engine.Event `json:"event,omitempty"`
	Frame *engine.Frame `json:"frame,omitempty"`

	record bool  // the event is written to the recording first
	turned *bool // nothing is sent: the recording is to note that it was turned on or off, after the preceding events
}
