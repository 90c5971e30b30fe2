package swarm

import (
	"fmt"
	"strings"
)

// Tally is what became of datagrams, beside those that were answered or lost.
type Tally struct {
	Sent       uint64 `json:"sent"`
	Late       uint64 `json:"late"`       // of the lost ones, those that were answered after all
	Duplicates uint64 `json:"duplicates"` // answers to what had been answered
	Reordered  uint64 `json:"reordered"`  // answers that came behind one to a later datagram (RFC 4737)
	Refused    uint64 `json:"refused"`    // how often a client was told that nobody takes them: ECONNREFUSED
}

// Unheard reports whether nobody takes the datagrams: they were refused, and nothing was answered.
func (r Report) Unheard() bool { return r.Datagrams != nil && r.Datagrams.Refused > 0 && r.In == 0 }

// Sentence says what became of the datagrams. What did not happen is left out.
func (t Tally) Sentence(r Report) string {
	parts := []string{fmt.Sprintf("%d datagrams sent", t.Sent)}
	for _, part := range []struct {
		count uint64
		what  string
	}{
		{r.Latency.Count, "answered"}, {r.Lost, "lost"}, {t.Late, "of them late"}, {t.Duplicates, "duplicates"},
		{t.Reordered, "reordered"}, {t.Refused, "times refused"},
	} {
		if part.count > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.count, part.what))
		}
	}
	return strings.Join(parts, ", ")
}
