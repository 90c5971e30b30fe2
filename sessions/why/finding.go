package why

import (
	"fmt"
	"strings"
)

// Finding is one thing that is said about an answer of the kernel, with what it rests on.
type Finding struct {
	Phenomenon string    `json:"phenomenon,omitempty"` // the rule that found it; "" says only what a call did
	Claim      string    `json:"claim"`                // a sentence, or a few
	Evidence   []Fact    `json:"evidence,omitempty"`   // what shows it
	Certainty  Certainty `json:"certainty"`
	Do         string    `json:"do,omitempty"`  // what to do, a sentence or a few
	Try        []string  `json:"try,omitempty"` // the same as lines of script that run on this bench
	See        []string  `json:"see,omitempty"` // where to read on, as the reference is searched: EADDRINUSE, SO_REUSEADDR, TIME-WAIT
}

// Fact is something that was seen, and where.
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
	Likely Certainty = "likely" // nothing seen speaks against it
	OneOf  Certainty = "one of" // what was seen does not decide between several causes, which the claim names
)

// found begins a finding that the evidence shows.
func found(claim string, args ...any) *Finding {
	return &Finding{Claim: fmt.Sprintf(claim, args...), Certainty: Shown}
}

// plus adds to the claim.
func (f *Finding) plus(more string) *Finding {
	f.Claim += more
	return f
}

// because adds a fact that the finding rests on.
func (f *Finding) because(what, value, from string) *Finding {
	f.Evidence = append(f.Evidence, Fact{what, value, from})
	return f
}

// advise says what to do.
func (f *Finding) advise(what string, args ...any) *Finding {
	f.Do = fmt.Sprintf(what, args...)
	return f
}

// try adds a line of script that can be made on this bench.
func (f *Finding) try(line string, args ...any) *Finding {
	f.Try = append(f.Try, fmt.Sprintf(line, args...))
	return f
}

// see adds what to read.
func (f *Finding) see(entries ...string) *Finding {
	f.See = append(f.See, entries...)
	return f
}

// but lowers the certainty.
func (f *Finding) but(c Certainty) *Finding {
	f.Certainty = c
	return f
}

// String is the finding in sentences.
func (f Finding) String() string { return strings.TrimSpace(f.Claim + " " + f.Do) }

// Text is all findings in sentences, the claim of the first at the beginning.
func Text(findings []Finding) string {
	said := make([]string, len(findings))
	for i, f := range findings {
		said[i] = f.String()
	}
	return strings.Join(said, " ")
}
