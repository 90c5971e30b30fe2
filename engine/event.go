package engine

import (
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// Step is one line of script, as data: something asked.
type Step = step.Step

// Event is something that happened: a step, the calls it made, what they
// answered, and what the kernel showed.
type Event struct {
	Seq      uint64           `json:"seq"`             // counts up from 1 without a gap
	T        float64          `json:"t"`               // when the step began, in seconds since the session did
	Took     float64          `json:"took"`            // how long the step took, in seconds
	Line     int              `json:"line,omitempty"`  // of the script; absent at a prompt
	Step     string           `json:"step"`            // the canonical line
	Parsed   Step             `json:"parsed,omitzero"` // the same as data, with the asker's tag
	Verb     string           `json:"verb"`
	Calls    []Call           `json:"calls"`
	Skipped  int              `json:"skipped,omitempty"`  // different calls of a long repetition that are not listed
	Asked    int              `json:"asked,omitempty"`    // how often within repeated it, when more than once
	Held     *bool            `json:"held,omitempty"`     // whether what was expected came; absent where nothing was
	Got      string           `json:"got,omitempty"`      // the answer, as an outcome is written
	Clipped  bool             `json:"clipped,omitempty"`  // Got is only the beginning of the answer
	Problem  string           `json:"problem,omitempty"`  // why the step could not be made at all
	Refused  bool             `json:"refused,omitempty"`  // the problem is that something is not to be had here
	Notes    []string         `json:"notes,omitempty"`    // what the tool did beside the calls
	Warnings []string         `json:"warnings,omitempty"` // mistakes that the kernel takes in silence, a sentence each
	Evidence *status.Evidence `json:"evidence,omitempty"`
}

// Failed tells whether the script has failed with this event.
func (e Event) Failed() bool { return e.Problem != "" || e.Held != nil && !*e.Held }

// Errno is the name of the errno the step ended with, "" where it went well.
func (e Event) Errno() string {
	if len(e.Calls) == 0 {
		return ""
	}
	return e.Calls[len(e.Calls)-1].Errno
}
