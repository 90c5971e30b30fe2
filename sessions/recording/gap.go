package recording

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/engine/step"
)

// gap is steps of a session that are not in its recording, because it was turned off.
type gap struct {
	before  int    // the event after the gap
	line    uint32 // the line of that event
	missing uint64 // how many steps are missing
}

// Missing returns how many steps of the session are missing directly before event i.
func (f *File) Missing(i int) uint64 {
	at, ok := slices.BinarySearchFunc(f.gaps, i, func(g gap, i int) int { return cmp.Compare(g.before, i) })
	if !ok {
		return 0
	}
	return f.gaps[at].missing
}

// Off reports whether the recording is turned off at its end, so that there may have been more steps.
func (f *File) Off() bool { return f.off }

// number records the sequence number of an event, from which the number of missing steps follows.
func (x *indexer) number(seq uint64) {
	if x.counts && seq > x.seq+1 {
		x.gaps = append(x.gaps, gap{len(x.events), x.at.line, seq - x.seq - 1})
	}
	x.seq, x.counts = seq, true
}

// incomplete says what is missing from the recording, or "" if nothing is known to be missing.
func (f *File) incomplete() string {
	if len(f.gaps) == 0 {
		if f.off {
			return f.name + ": warning: it was turned off after its last step, so there may have been more"
		}
		return ""
	}
	missing := uint64(0)
	for _, g := range f.gaps {
		missing += g.missing
	}
	where := "before"
	if len(f.gaps) > 1 {
		where = fmt.Sprintf("in %d places, the first before", len(f.gaps))
	}
	said := fmt.Sprintf("%s:%d: warning: %s not recorded, %s this line", f.name, f.gaps[0].line, were(missing), where)
	if f.off {
		said += "; and it was turned off after its last step"
	}
	return said
}

// were returns a number of steps as the beginning of a sentence.
func were(n uint64) string {
	verb := " were"
	if n == 1 {
		verb = " was"
	}
	return step.Counted(int(n), "step") + verb
}
