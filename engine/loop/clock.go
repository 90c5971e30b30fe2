package loop

import "time"

// clock is the loop's time. It is read when a wait returns, and stands still for the rest of
// the iteration.
type clock struct {
	began time.Time
	now   time.Time
	ms    uint32 // now, in milliseconds since it began
}

func newClock() clock {
	now := time.Now()
	return clock{began: now, now: now}
}

// read updates the clock.
func (c *clock) read() {
	c.now = time.Now()
	c.ms = c.milliseconds(c.now)
}

// milliseconds is t in milliseconds since the loop began. They wrap around after 49 days.
func (c *clock) milliseconds(t time.Time) uint32 {
	return uint32(t.Sub(c.began) / time.Millisecond)
}

// since is how long ago something was, in milliseconds; 0 if it is yet to come.
func (c *clock) since(ms uint32) uint32 { return c.ms - min(ms, c.ms) }
