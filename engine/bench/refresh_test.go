package bench

import (
	"testing"

	"netnet-tui/engine/status"
)

// TestRefreshTakesTurns checks that Refresh observes a bounded number of sockets at a time, and all equally often.
func TestRefreshTakesTurns(t *testing.T) {
	b := New()
	const n = 3*refreshed + 100
	for fd := range n {
		b.Add(status.Socket{Origin: "socket", FD: fd})
	}
	times := map[status.SocketID]int{}
	for round := range 4 {
		looks := 0
		b.Refresh(func(e *Entry) {
			looks++
			times[e.ID]++
			e.Observed = float64(round + 1)
		})
		if looks > refreshed {
			t.Fatalf("%d sockets are observed at a time, want at most %d", looks, refreshed)
		}
		if oldest := b.Oldest(9); round < 3 && oldest != 0 || round == 3 && oldest != 1 {
			t.Errorf("after %d rounds the oldest observation is from %g", round+1, oldest)
		}
	}
	if len(times) != n {
		t.Errorf("%d of %d sockets have been observed", len(times), n)
	}
	for id, looks := range times {
		if looks > 2 {
			t.Errorf("socket %d has been observed %d times", id, looks)
		}
	}
}

// TestOldestIsOfOpenSockets checks that closed sockets, which are observed for every frame, do not count.
func TestOldestIsOfOpenSockets(t *testing.T) {
	b := New()
	if b.Oldest(9) != 9 {
		t.Error("an empty bench has an old observation")
	}
	s, _ := b.Add(status.Socket{Origin: "socket", FD: 3})
	s.Observed = 5
	if b.Oldest(9) != 5 {
		t.Error("an open socket does not count")
	}
	b.Closed(s)
	b.Refresh(func(*Entry) { t.Error("a closed socket is observed") })
	if b.Oldest(9) != 9 {
		t.Error("a closed socket counts")
	}
}

// TestDepends covers the sort columns that need observations of sockets that are not on the screen.
func TestDepends(t *testing.T) {
	for column, want := range map[string]bool{"": false, "name": false, "fd": false, "kind": false, "colour": false, "state": true, "recvq": true, "sendq": true, "peer": true, "pending": true} {
		if Depends("", column) != want || !Depends("x", column) {
			t.Errorf("order %q depends on observations: %t", column, !want)
		}
	}
}
