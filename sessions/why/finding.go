package why

import (
	"fmt"
	"strings"
)

// Finding is one statement about an answer of the kernel, with its evidence.
type Finding struct {
	Phenomenon string    `json:"phenomenon,omitempty"` // the rule that found it; "" if it only says what a call did
	Claim      string    `json:"claim"`                // a sentence, or a few
	Evidence   []Fact    `json:"evidence,omitempty"`   // what shows it
	Certainty  Certainty `json:"certainty"`
	Do         string    `json:"do,omitempty"`  // what to do, a sentence or a few
	Try        []string  `json:"try,omitempty"` // the same advice as lines of script that run on this bench
	See        []string  `json:"see,omitempty"` // search terms for the reference: EADDRINUSE, SO_REUSEADDR, TIME-WAIT
}

// Fact is something that was observed, and where it was observed.
type Fact struct {
	What  string `json:"what"`  // "a.state"
	Value string `json:"value"` // "FIN-WAIT-2"
	From  string `json:"from"`  // "TCP_INFO", "sock_diag", "step 12"
}

// Certainty is how sure a finding is.
type Certainty string

// The certainties.
const (
	Shown  Certainty = "shown"  // the evidence shows it
	Likely Certainty = "likely" // nothing observed contradicts it
	OneOf  Certainty = "one of" // the evidence does not decide between the causes named in the claim
)

// found returns a finding with the given claim and certainty Shown.
func found(claim string, args ...any) *Finding {
	return &Finding{Claim: fmt.Sprintf(claim, args...), Certainty: Shown}
}

// plus appends to the claim.
func (f *Finding) plus(more string) *Finding {
	f.Claim += more
	return f
}

// because adds a fact to the evidence.
func (f *Finding) because(what, value, from string) *Finding {
	f.Evidence = append(f.Evidence, Fact{what, value, from})
	return f
}

// advise sets what to do.
func (f *Finding) advise(what string, args ...any) *Finding {
	f.Do = fmt.Sprintf(what, args...)
	return f
}

// try adds a line of script that can be run on this bench.
func (f *Finding) try(line string, args ...any) *Finding {
	f.Try = append(f.Try, fmt.Sprintf(line, args...))
	return f
}

// see adds entries of the reference to read.
func (f *Finding) see(entries ...string) *Finding {
	f.See = append(f.See, entries...)
	return f
}

// but sets the certainty.
func (f *Finding) but(c Certainty) *Finding {
	f.Certainty = c
	return f
}

// String returns the claim and the advice as sentences.
func (f Finding) String() string { return strings.TrimSpace(f.Claim + " " + f.Do) }

// Text returns all findings as sentences, beginning with the claim of the first.
func Text(findings []Finding) string {
	said := make([]string, len(findings))
	for i, f := range findings {
		said[i] = f.String()
	}
	return strings.Join(said, " ")
}
