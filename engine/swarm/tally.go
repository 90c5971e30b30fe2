package swarm

import (
	"fmt"
	"strings"
)

// Tally counts what happened to datagrams, besides being answered or lost.
type Tally struct {
	Sent       uint64 `json:"sent"`
	Late       uint64 `json:"late"`       // lost ones that were answered in the end
	Duplicates uint64 `json:"duplicates"` // answers to datagrams already answered
	Reordered  uint64 `json:"reordered"`  // answers that came after one to a later datagram (RFC 4737)
	Refused    uint64 `json:"refused"`    // how often a client got ECONNREFUSED: nothing receives its datagrams
}

// Unheard reports whether nothing receives the datagrams: they were refused, and none was answered.
func (r Report) Unheard() bool { return r.Datagrams != nil && r.Datagrams.Refused > 0 && r.In == 0 }

// Sentence describes what happened to the datagrams. Counts of zero are left out.
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
