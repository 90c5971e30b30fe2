package remote

import "netnet-tui/engine"

// request is a line from a client.
type request struct {
	ID    uint64        `json:"id,omitempty"` // comes back in the reply; 0: no reply is wanted
	Step  *engine.Step  `json:"step,omitempty"`
	Frame *engine.Query `json:"frame,omitempty"`

	Record *bool `json:"record,omitempty"` // whether what comes from now on is recorded
}

// greeting is the first line from an engine: it is ready, or why not. It has a type of its own
// because package json, before it writes or reads a type for the first time, looks at everything
// in it: for a reply that is all of an event and a frame, and takes a sixth of an engine's start.
type greeting struct {
	Error string `json:"error,omitempty"`
}

// reply is each further line from an engine.
type reply struct {
	ID    uint64        `json:"id,omitempty"`
	Event *engine.Event `json:"event,omitempty"`
	Frame *engine.Frame `json:"frame,omitempty"`

	record bool  // the event is written to the recording first
	turned *bool // nothing is sent: the recording is to say that it was turned on or off, behind the events before
}
