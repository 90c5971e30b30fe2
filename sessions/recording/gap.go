package recording

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/engine/step"
)

// gap is steps of the session that are not in its recording: it was turned off meanwhile.
type gap struct {
	before  int    // the event that they stand before
	line    uint32 // its line
	missing uint64 // how many they are
}

// Missing is how many steps of the session were not recorded right before event i.
func (f *File) Missing(i int) uint64 {
	at, ok := slices.BinarySearchFunc(f.gaps, i, func(g gap, i int) int { return cmp.Compare(g.before, i) })
	if !ok {
		return 0
	}
	return f.gaps[at].missing
}

// Off reports whether the recording is turned off where it ends, so that there may have been more steps.
func (f *File) Off() bool { return f.off }

// number takes in the number of an event, which tells how many are missing before it.
func (x *indexer) number(seq uint64) {
	if x.counts && seq > x.seq+1 {
		x.gaps = append(x.gaps, gap{len(x.events), x.at.line, seq - x.seq - 1})
	}
	x.seq, x.counts = seq, true
}

// incomplete says what is not in the recording, "" where nothing is known to be missing.
func (f *File) incomplete() string {
	if len(f.gaps) == 0 {
		if f.off {
			return f.name + ": warning: it was turned off behind its last step, so there may have been more"
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
		said += "; and it was turned off behind its last step"
	}
	return said
}

// were is a number of steps as the beginning of a sentence.
func were(n uint64) string {
	verb := " were"
	if n == 1 {
		verb = " was"
	}
	return step.Counted(int(n), "step") + verb
}
