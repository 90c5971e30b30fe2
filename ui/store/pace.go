package store

import (
	"math"
	"time"
)

// Pace is how often a page is asked for and drawn.
type Pace struct {
	Least time.Duration // between two frames, whatever changes
	Most  time.Duration // between two frames while nothing changes
	Moves bool          // the page has to be drawn again though no frame differs
}

// paces say how long to wait before the next frame, by how long nothing has changed
// and nobody has pressed a key. A screen that is only left open must cost next to
// nothing.
var paces = [...]struct {
	calm time.Duration
	wait time.Duration
}{
	{time.Second, time.Second / 30},
	{10 * time.Second, time.Second / 4},
	{math.MaxInt64, time.Second},
}

// wait is how long to wait before the next frame after so long a calm.
func (p Pace) wait(calm time.Duration) time.Duration { return max(p.Least, min(slowing(calm), p.Most)) }

func slowing(calm time.Duration) time.Duration {
	for _, p := range paces {
		if calm < p.calm {
			return p.wait
		}
	}
	return paces[len(paces)-1].wait
}
