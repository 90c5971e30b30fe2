package loop

import "time"

// clock is the loop's time: how long it has run. It is read when a wait returns, and stands
// still for the rest of the iteration.
type clock struct {
	began time.Time
	ran   time.Duration // since then
	ms    uint32        // the same, in milliseconds

	day   time.Time // the time of day that was found out last
	dayAt time.Duration
}

func newClock() clock {
	now := time.Now()
	return clock{began: now, day: now}
}

// elapsed is how long the loop has run at this moment. It asks only the monotonic clock: time.Now
// asks for the time of day too, and costs twice as much.
func (c *clock) elapsed() time.Duration { return time.Since(c.began) }

// read updates the clock.
func (c *clock) read() {
	c.ran = c.elapsed()
	c.ms = uint32(c.ran / time.Millisecond)
}

// reckonFor is how long the time of day is reckoned from an older one. If somebody sets it, the
// loop finds out within that time.
const reckonFor = time.Second

// now is the loop's time as the time of day.
func (c *clock) now() time.Time {
	if c.ran-c.dayAt > reckonFor {
		now := time.Now()
		c.day, c.dayAt = now.Add(c.ran-now.Sub(c.began)), c.ran
	}
	return c.day.Add(c.ran - c.dayAt)
}

// milliseconds is t in milliseconds since the loop began. They wrap around after 49 days.
func (c *clock) milliseconds(t time.Time) uint32 {
	return uint32(t.Sub(c.began) / time.Millisecond)
}

// since is how long ago something was, in milliseconds; 0 if it is yet to come.
func (c *clock) since(ms uint32) uint32 { return c.ms - min(ms, c.ms) }
