package diff

import (
	"slices"

	"netnet-tui/sessions/script"
)

// Report is the differences between two sessions.
type Report struct {
	Left  Side   `json:"left"`
	Right Side   `json:"right"`
	Steps []Step `json:"steps"` // those that differ, in order
	Same  int    `json:"same"`  // the number of steps that do not differ
}

// Side is one of the two sessions.
type Side struct {
	Name    string      `json:"name"`
	Network string      `json:"network,omitempty"`
	Steps   int         `json:"steps"`
	Unit    script.Unit `json:"unit,omitempty"` // of the numbers of its steps
}

// Step is a step that only one session has, or that differs.
type Step struct {
	Left        *Place       `json:"left,omitempty"`  // nil if only the right session has it
	Right       *Place       `json:"right,omitempty"` // nil if only the left one has it
	Differences []Difference `json:"differences,omitempty"`
	Timing      bool         `json:"timing,omitempty"` // only how long it took differs, and what follows from that
}

// Place is the place of a step in one session.
type Place struct {
	Seq    uint64 `json:"seq"`
	Number int    `json:"number,omitempty"` // what a person knows it by, as the unit of the side says; 0 for a line that was added
	Step   string `json:"step"`
}

// Both reports whether both sessions have the step, possibly with other words.
func (s Step) Both() bool { return s.Left != nil && s.Right != nil }

// Changed reports whether both sessions have the step, with other words.
func (s Step) Changed() bool { return s.Both() && s.Left.Step != s.Right.Step }

// Difference is one thing that differs between the sessions; a side is "" if it has nothing.
type Difference struct {
	Part     Part   `json:"part"`
	What     string `json:"what,omitempty"` // "c.state", "mib.DelayedACKs"
	Left     string `json:"left"`
	Right    string `json:"right"`
	Fleeting bool   `json:"fleeting,omitempty"` // only shows that one session was a moment ahead
}

// Part is the part of a step that a difference is about.
type Part string

// The parts, in the order in which they are reported.
const (
	PartAnswer   Part = "answer"
	PartCall     Part = "call"
	PartTook     Part = "took"
	PartEvidence Part = "evidence" // a socket's condition, an option, what was looked up
	PartCounter  Part = "counter"  // of the kernel, since the session began
	PartWhy      Part = "why"      // the findings about the answer
	PartNote     Part = "note"
)

// Differs reports whether anything differs but time. How long one step took shows no cause by itself: on a
// busy machine a thread waits for its turn as long as for a delayed acknowledgement.
func (r Report) Differs() bool {
	return slices.ContainsFunc(r.Steps, func(s Step) bool { return !s.Timing })
}

// Consequences reports whether a step that both sessions have differs in more than its words and its time.
func (r Report) Consequences() bool {
	return slices.ContainsFunc(r.Steps, func(s Step) bool { return len(s.Differences) > 0 && !onlyTime(s.Differences) })
}

// onlyTime reports whether differences are of time, and of findings, which follow from it.
func onlyTime(list []Difference) bool {
	took := func(d Difference) bool { return d.Part == PartTook }
	return slices.ContainsFunc(list, took) && !slices.ContainsFunc(list, func(d Difference) bool { return !took(d) && d.Part != PartWhy })
}
