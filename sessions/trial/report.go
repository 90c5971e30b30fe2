package trial

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/sessions/again"
)

// Report is the result of a trial.
type Report struct {
	Made    []Made  `json:"made"`
	Verdict Verdict `json:"verdict,omitempty"`
	Claim   string  `json:"claim,omitempty"` // the verdict in a sentence or two
}

// Made is a step that the copy has made.
type Made struct {
	Part    Part   `json:"part"`
	Seq     uint64 `json:"seq,omitempty"` // of the event on the bench; 0 if the bench has not made it
	Step    string `json:"step"`
	Bench   string `json:"bench,omitempty"` // the answer on the bench; "" if the bench has not made it
	Copy    string `json:"copy"`            // the answer in the copy
	Differs bool   `json:"differs,omitempty"`

	event engine.Event
}

// Part is what a step of the copy belongs to.
type Part string

// The parts, in order.
const (
	PartSession Part = "session" // what the session has done
	PartTry     Part = "try"     // what is to be tried
	PartAgain   Part = "again"   // the last step of the session, after what was tried
)

// Verdict is what a trial has shown.
type Verdict string

// The verdicts.
const (
	Helped   Verdict = "helped"    // the step that failed succeeded
	Changed  Verdict = "changed"   // its answer is different, but not success
	NoHelp   Verdict = "no help"   // its answer is the same
	Unlike   Verdict = "unlike"    // the copy's answer differed before anything was tried
	JustMade Verdict = "just made" // there was no step to repeat
)

// asleep is the answer of a call that has not returned.
const asleep = "sleeps"

// judge determines what the trial has shown.
func (r *Report) judge(t Trial) {
	last := t.last()
	was, end := again.Answer(last), r.Made[len(r.Made)-1]
	refused := r.refused()
	switch {
	case r.unlike(t):
		r.Verdict, r.Claim = Unlike, fmt.Sprintf("%s answers %s in the copy, where nothing has been tried yet, and %s here: the reason lies outside of these steps, such as another program or the time that passed.", last.Verb, end.Copy, was)
	case end.Part != PartAgain:
		r.Verdict, r.Claim = JustMade, "The lines were run in the copy."+refused
	case end.Copy == asleep:
		r.Verdict, r.Claim = Changed, fmt.Sprintf("%s no longer answers %s: it sleeps in the copy, as a blocking call does until there is something for it.", last.Verb, was)
	case !repeats(end.event) && end.event.Errno() == "":
		r.Verdict, r.Claim = Helped, fmt.Sprintf("It helps: %s answers %s in the copy.", last.Verb, end.Copy)
	case again.Same(end.event, last):
		r.Verdict, r.Claim = NoHelp, fmt.Sprintf("It does not help: %s answers %s again.%s", last.Verb, end.Copy, refused)
	default:
		r.Verdict, r.Claim = Changed, fmt.Sprintf("It changes the answer of %s from %s to %s.%s", last.Verb, was, end.Copy, refused)
	}
}

// unlike reports whether the copy and the bench answered the step that the trial is about differently: then nothing can
// be learned from it.
func (r *Report) unlike(t Trial) bool {
	n := len(t.made())
	return !t.AsItIs && n > 0 && n <= len(r.Made) && r.Made[n-1].Differs
}

// refused says which line the kernel refused, or "" if it accepted them all.
func (r *Report) refused() string {
	for _, m := range r.Made {
		if m.Part == PartTry && (m.event.Errno() != "" || m.event.Problem != "") {
			return fmt.Sprintf(" The line %s answered %s.", m.Step, m.Copy)
		}
	}
	return ""
}
