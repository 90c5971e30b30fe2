package protocol

import (
	"strings"
	"testing"
)

// A queue of empty values that is never quite empty must not grow: the bookkeeping of removed values is removed too.
func TestAListDoesNotGrowWithWhatIsGone(t *testing.T) {
	for _, front := range []bool{false, true} {
		l := newRedisList()
		l.push(nil, front)
		for range 100_000 {
			l.push(nil, front)
			l.pop(!front)
		}
		noted := 0
		for _, n := range l.nodes {
			noted += cap(n.ends)
		}
		if l.len() != 1 || noted > redisNodeBytes {
			t.Errorf("pushed in front %t: %d values are left, and room for the ends of %d", front, l.len(), noted)
		}
	}
}

// A list of a few short values does not keep the room of a long value that was next to them.
func TestAListGivesBackItsRoom(t *testing.T) {
	for _, front := range []bool{false, true} {
		l := newRedisList()
		l.push([]byte("a"), !front)
		for _, value := range []string{strings.Repeat("v", 4000), "b", "c"} {
			l.push([]byte(value), front)
		}
		for _, gone := range []int{1, 4000} {
			if got := len(l.pop(!front)); got != gone {
				t.Errorf("a value of %d bytes came, want %d", got, gone)
			}
		}
		n := l.nodes[0]
		if room := cap(n.bytes) + redisEndBytes*cap(n.ends); room > redisNodeSpare {
			t.Errorf("two values are left, and room for %d bytes", room)
		}
		if first, second := string(l.pop(!front)), string(l.pop(!front)); first+second != "bc" || l.len() != 0 {
			t.Errorf("%q and %q are left, want b and c", first, second)
		}
	}
}
