package recording

import "time"

// Version is the format of recordings that this program writes, and the newest that it reads.
const Version = 1

// The networks of sessions, as a header names them.
const (
	Host = "host"
	Lab  = "lab" // a network of the session's own
)

// Header is the first line of a recording.
type Header struct {
	Version int    `json:"netnet"`
	File    string `json:"file,omitempty"`    // the script that was run; absent at a prompt
	Network string `json:"network,omitempty"` // [Host] or [Lab]

	Begun time.Time `json:"begun,omitzero"` // when the session did; absent where its script was run
}

// NewHeader is the header of a session that runs a script, or none.
func NewHeader(file string, lab bool) Header {
	h := Header{Version: Version, File: file, Network: Host}
	if lab {
		h.Network = Lab
	}
	return h
}
