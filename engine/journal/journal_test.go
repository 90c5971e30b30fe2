package journal

import "testing"

// TestJournal checks which events are kept, and that those left out are counted.
func TestJournal(t *testing.T) {
	j := New[int](10)
	for n := 1; n <= 95; n++ {
		if j.Next() != uint64(n) {
			t.Fatalf("event %d has number %d", n, j.Next())
		}
		j.Add(n)
		if n >= 10 && (len(j.events) < 10 || len(j.events) > 20) {
			t.Fatalf("%d events are kept after %d, want 10 to 20", len(j.events), n)
		}
	}
	for _, c := range []struct {
		after   uint64
		n       int
		first   int // 0: none
		given   int
		skipped uint64
	}{
		{94, 10, 95, 1, 0}, {90, 5, 91, 5, 0}, {90, 3, 93, 3, 2}, {95, 5, 0, 0, 0}, {1000, 5, 0, 0, 0}, {90, 0, 0, 0, 5}, {90, -1, 0, 0, 5},
		{0, 1000, 95 - len(j.events) + 1, len(j.events), 95 - uint64(len(j.events))},
	} {
		events, skipped := j.After(c.after, c.n)
		if len(events) != c.given || skipped != c.skipped || c.given > 0 && (events[0] != c.first || events[len(events)-1] != 95) {
			t.Errorf("after %d, at most %d: %d events, %d skipped; want %d from %d, %d", c.after, c.n, len(events), skipped, c.given, c.first, c.skipped)
		}
	}
	if New[int](0).limit != defaultLimit {
		t.Error("a journal without a limit")
	}
}
