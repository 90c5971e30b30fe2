package remote

import "netnet-tui/engine"

// request is a line from a client.
type request struct {
	ID    uint64        `json:"id,omitempty"` // comes back in the reply; 0: no reply is wanted
	Step  *engine.Step  `json:"step,omitempty"`
	Frame *engine.Query `json:"frame,omitempty"`
}

// reply is a line from an engine. The first one, with ID 0, says that it is ready or why not.
type reply struct {
	ID    uint64        `json:"id,omitempty"`
	Error string        `json:"error,omitempty"`
	Event *engine.Event `json:"event,omitempty"`
	Frame *engine.Frame `json:"frame,omitempty"`
}
