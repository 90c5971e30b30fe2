package roundtrip

import (
	"testing"
	"time"
)

// TestTrip checks the calls of two rounds, to the far end and back.
func TestTrip(t *testing.T) {
	for _, c := range []struct {
		far  bool
		want []Call // of a round, if half of what is sent arrives each time
	}{
		{false, []Call{{Send, false, 1}, {Send, false, 1}, {Recv, false, 2}, {Wait, false, 0}, {Recv, false, 2}, {Recv, false, 1}}},
		{true, []Call{
			{Send, false, 1}, {Send, false, 1}, {Recv, true, 2}, {Wait, true, 0}, {Recv, true, 2}, {Recv, true, 1},
			{Send, true, 2}, {Recv, false, 2}, {Recv, false, 1},
		}},
	} {
		trip := New(2, c.far)
		now := time.Unix(0, 0)
		for round := range 2 {
			waited := false
			for i, want := range c.want {
				if trip.Next != want {
					t.Fatalf("far %t, round %d, call %d is %+v, want %+v", c.far, round, i, trip.Next, want)
				}
				trip.Begin(now)
				now = now.Add(time.Duration(1+round) * time.Millisecond)
				switch {
				case want.Action == Send:
					trip.Sent()
				case want.Action == Wait:
					trip.Ready()
				case !waited:
					waited = true
					trip.Empty()
				default:
					trip.Arrived(1, now)
				}
			}
		}
		n := time.Duration(len(c.want)) * time.Millisecond
		if took := trip.Took(); trip.Next.Action != Done || len(took) != 2 || took[0] != n || took[1] != 2*n || trip.Median() != 2*n {
			t.Errorf("far %t: %+v follows, and the rounds took %v", c.far, trip.Next, took)
		}
	}
}
