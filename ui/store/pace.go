package store

import (
	"math"
	"time"
)

// Pace is how often a page needs a frame and is drawn.
type Pace struct {
	Least time.Duration // minimum time between two frames, whatever changes
	Most  time.Duration // maximum time between two frames while nothing changes
	Moves bool          // the page is redrawn even if no frame differs
}

// paces are the delays before the next frame, by how long nothing has changed and no key has been pressed.
// A screen that is merely open must cost next to nothing.
var paces = [...]struct {
	calm time.Duration
	wait time.Duration
}{
	{time.Second, time.Second / 30},
	{10 * time.Second, time.Second / 4},
	{math.MaxInt64, time.Second},
}

// wait returns the delay before the next frame after such a calm.
func (p Pace) wait(calm time.Duration) time.Duration { return max(p.Least, min(slowing(calm), p.Most)) }

func slowing(calm time.Duration) time.Duration {
	for _, p := range paces {
		if calm < p.calm {
			return p.wait
		}
	}
	return paces[len(paces)-1].wait
}
