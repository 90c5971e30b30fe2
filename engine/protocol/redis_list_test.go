package protocol

import "testing"

// A queue of empty values that is never quite empty does not grow: what is noted of values that
// are gone is gone too.
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
