package swarm

import "time"

// clock is the swarm's time, which can be stopped. Both of its times are in nanoseconds since
// the beginning.
type clock struct {
	start    time.Time
	now      int64 // read once a round and with every arrival
	standing bool
	stood    int64 // how long the clock has stood in all, until it ran last
}

// read updates now.
func (c *clock) read() {
	if !c.standing {
		c.now = int64(time.Since(c.start)) - c.stood
	}
}

// real is the time that passes whether the clock stands or not.
func (c *clock) real() int64 {
	if c.standing {
		return int64(time.Since(c.start))
	}
	return c.now + c.stood
}

// stand stops the clock, or lets it run again.
func (c *clock) stand(stands bool) {
	if c.standing && !stands {
		c.stood = c.real() - c.now
	}
	c.standing = stands
}
