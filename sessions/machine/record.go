package machine

import (
	"fmt"
	"io"

	"netnet-tui/engine/system"
	"netnet-tui/engine/system/recorder"
	"netnet-tui/sessions/atomicfile"
	"netnet-tui/sessions/output"
)

// Record is whether and how what happens is recorded.
type Record struct {
	File  string // where the last minutes are saved; "" means nowhere
	Bytes int    // the maximum size of what is kept
	When  string // what ends the watch, as parsed by recorder.ParseCondition; "" means nothing
}

// mostSeen is the maximum number of rows recorded at each look.
const mostSeen = 100

// recording is a recorder with its file; nil does nothing.
type recording struct {
	recorder *recorder.Recorder
	file     string
	rows     bool // record the matching rows at each look
}

func (o Record) recording(filter string) (*recording, error) {
	if o.File == "" {
		return nil, nil //nolint:nilnil // nil is a recording too
	}
	when, err := recorder.ParseCondition(o.When)
	if err != nil {
		return nil, err
	}
	if err := atomicfile.Check(o.File); err != nil { // rather than when everything has happened
		return nil, err
	}
	r := &recording{recorder.New(o.Bytes), o.File, filter != ""}
	r.recorder.FreezeWhen(when)
	return r, nil
}

func (r *recording) change(c *system.Change) {
	if r != nil {
		r.recorder.Change(c)
	}
}

// look records rows: those that match the filter, if there is one, and the first for which the condition holds.
func (r *recording) look(live *system.Live, wanted system.Filter) {
	if r == nil {
		return
	}
	seen := 0
	live.Rows(func(row *system.Row) {
		if !wanted(row) {
			return
		}
		holds := r.recorder.Awaits(row)
		if seen++; holds || r.rows && seen <= mostSeen {
			r.recorder.Row(row)
		}
	})
}

// done reports whether the awaited event has happened.
func (r *recording) done() bool { return r != nil && r.recorder.Frozen() }

// save writes the recording to the file.
func (r *recording) save(notes io.Writer) error {
	if r == nil {
		return nil
	}
	if err := atomicfile.Write(r.file, r.recorder.Lines(), 0o600); err != nil {
		return err
	}
	first, next, _ := r.recorder.Range()
	why := ""
	if r.done() {
		why = ": the awaited event has happened"
	}
	return output.Line(notes, fmt.Sprintf("%d entries are in %s%s", next-first, r.file, why))
}
