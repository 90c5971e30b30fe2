package sockopts

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A header gives out its numbers in order, so an option with a larger number is not older. The numbers of SOL_SOCKET
// and SOL_TCP do so from the first that has a version.
func TestNumbersAreAsOldAsTheirVersions(t *testing.T) {
	for level, first := range map[string]int{"SOL_SOCKET": 35, "SOL_TCP": 13, "SOL_MPTCP": 1, "SOL_NETLINK": 1, "SOL_PACKET": 8, "SOL_XDP": 1} {
		var list []*Option
		for _, o := range All() {
			if o.Level == level && o.Number >= first && o.Since != "" {
				list = append(list, o)
			}
		}
		slices.SortStableFunc(list, func(a, b *Option) int { return cmp.Compare(a.Number, b.Number) })
		for i := 1; i < len(list); i++ {
			if a, b := list[i-1], list[i]; release(b.Since) < release(a.Since) {
				t.Errorf("%s (%d) is of Linux %s, but %s (%d) of %s", a.Name, a.Number, a.Since, b.Name, b.Number, b.Since)
			}
		}
		if len(list) < 2 {
			t.Errorf("%s has %d options with a version", level, len(list))
		}
	}
}

// release returns a version as a number that grows with it: 2.6.39 is before 3.0, and 5.9 before 5.10.
func release(version string) int {
	number := 0
	parts := append(strings.Split(version, "."), "0", "0")
	for _, part := range parts[:3] {
		n, _ := strconv.Atoi(part)
		number = number*1000 + n
	}
	return number
}
