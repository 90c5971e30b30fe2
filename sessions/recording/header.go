package recording

import "time"

// Version is the format of recordings that this program writes, and the newest that it reads.
const Version = 1

// The networks of sessions, as named in a header.
const (
	Host = "host"
	Lab  = "lab" // a separate network for the session
)

// Header is the first line of a recording.
type Header struct {
	Version int    `json:"netnet"`
	File    string `json:"file,omitempty"`    // the script that was run or opened; absent for an interactive session
	Network string `json:"network,omitempty"` // [Host] or [Lab]

	Begun time.Time `json:"begun,omitzero"` // when the session began; absent if a script was run
}

// NewHeader returns the header of a session that runs a script, if file is not "".
func NewHeader(file string, lab bool) Header {
	h := Header{Version: Version, File: file, Network: Host}
	if lab {
		h.Network = Lab
	}
	return h
}
