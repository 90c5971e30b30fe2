package diff

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// tally is how far a counter has moved in each session since it began, over the steps that both have.
type tally struct {
	sums [2]int64
	told int64 // the difference reported last
}

// counters compares how far the kernel's counters have moved in total. A count that comes one step later in
// one session is not a difference.
func (c *comparison) counters(l, r map[string]int64) {
	for _, name := range keys(l, r) {
		if traffic(name) {
			continue
		}
		t := c.tallies[name]
		t.sums[0] += l[name]
		t.sums[1] += r[name]
		least := int64(3)
		if telltale(name) {
			least = 1
		}
		by := t.sums[0] - t.sums[1]
		differs := far(t.sums[0], t.sums[1], least)
		again := differs && t.told != 0 && (by > 0) == (t.told > 0) && abs(by) < 2*abs(t.told)
		switch {
		case !differs:
			t.told = 0
		case !again:
			t.told = by
		}
		c.tallies[name] = t
		left, right := fmt.Sprint(t.sums[0]), fmt.Sprint(t.sums[1])
		if again {
			continue
		}
		if c.lasting.note("mib."+name, "", left, right, differs, true, len(c.found)) {
			c.tell(PartCounter, "mib."+name, left, right)
			c.found[len(c.found)-1].Fleeting = c.left.Asked != c.right.Asked // one has waited, and seen more meanwhile
		}
	}
}

// keys returns the names in either map, sorted.
func keys[V any](l, r map[string]V) []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(l)), maps.Keys(r))
	slices.Sort(names)
	return slices.Compact(names)
}

func abs(n int64) int64 { return max(n, -n) }

// traffic reports whether a counter only counts how much was transferred, and in what portions.
func traffic(name string) bool {
	switch name {
	case "InSegs", "OutSegs", "CurrEstab", "TW", "TCPDelivered", "TCPPureAcks", "TCPOrigDataSent", "TCPRcvCoalesce", "TCPBacklogCoalesce",
		"TCPAutoCorking", "TCPLossProbes", "TCPWantZeroWindowAdv", "TCPToZeroWindowAdv", "TCPFromZeroWindowAdv":
		return true
	}
	return strings.HasPrefix(name, "Ip") || strings.HasPrefix(name, "TCPHP")
}

// telltale reports whether a counter counts something that happens for a reason, not because of timing: a
// difference of one matters.
func telltale(name string) bool {
	for _, word := range []string{"Abort", "Drop", "Overflow", "Rst", "Resets", "Errors", "NoPorts", "Fail", "Opens", "Cookies"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
