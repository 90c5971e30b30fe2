package loop

import "time"

// clock is the loop's time, measured from its start. It is read when a wait returns, and stands still for the rest of
// the iteration.
type clock struct {
	began time.Time
	ran   time.Duration // since began
	ms    uint32        // ran in milliseconds

	day   time.Time // the time of day when it was last read
	dayAt time.Duration
}

func newClock() clock {
	now := time.Now()
	return clock{began: now, day: now}
}

// elapsed returns how long the loop has run up to this moment. It reads only the monotonic clock: time.Now also reads
// the time of day, and costs twice as much.
func (c *clock) elapsed() time.Duration { return time.Since(c.began) }

// read updates the clock.
func (c *clock) read() {
	c.ran = c.elapsed()
	c.ms = uint32(c.ran / time.Millisecond)
}

// reckonFor is how long the time of day is computed from the last reading. A change of the system clock is noticed
// within that time.
const reckonFor = time.Second

// now returns the loop's time as the time of day.
func (c *clock) now() time.Time {
	if c.ran-c.dayAt > reckonFor {
		now := time.Now()
		c.day, c.dayAt = now.Add(c.ran-now.Sub(c.began)), c.ran
	}
	return c.day.Add(c.ran - c.dayAt)
}

// milliseconds returns t in milliseconds since the loop began. They wrap around after 49 days.
func (c *clock) milliseconds(t time.Time) uint32 {
	return uint32(t.Sub(c.began) / time.Millisecond)
}

// since returns how many milliseconds ago ms was; 0 if it is in the future.
func (c *clock) since(ms uint32) uint32 { return c.ms - min(ms, c.ms) }
