package script

import (
	"encoding/json"
	"io"

	"netnet-tui/engine"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/why"
)

// recorder prints events as lines of JSON, in the format of recordings.
type recorder struct {
	out  *json.Encoder
	line int // the only line whose events are printed; 0 means all
	past why.Past
}

// explained is an event with the findings about its answer.
type explained struct {
	engine.Event
	Why *finding `json:"why,omitempty"`
}

// finding is the first finding about an answer, with the others.
type finding struct {
	why.Finding
	More []why.Finding `json:"more,omitempty"`
}

// NewRecorder returns a printer of sessions in the format of recordings: of the events of one line of a script, or of
// all if line is 0.
func NewRecorder(w io.Writer, line int) Printer {
	out := output.JSON(w)
	out.SetEscapeHTML(false) // the arrow of an outcome stays readable
	return &recorder{out: out, line: line}
}

func (r *recorder) Begin(source Source, lab bool) error {
	r.past = why.Past{}
	return r.out.Encode(recording.NewHeader(source.Name, lab))
}

func (r *recorder) Event(s engine.Step, e engine.Event) error {
	defer r.past.Add(e)
	if r.line != 0 && number(s, e) != r.line {
		return nil
	}
	with := explained{Event: e}
	if found := why.Explain(&r.past, e); len(found) > 0 {
		with.Why = &finding{found[0], found[1:]}
	}
	return r.out.Encode(with)
}
