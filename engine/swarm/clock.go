package swarm

import "time"

// clock is the swarm's time, which can be stopped. Its times are in nanoseconds since the start.
type clock struct {
	start    time.Time
	now      int64 // updated once a round and with every arrival
	standing bool
	stood    int64 // how long the clock has stood in total, up to when it last ran
}

// read updates now.
func (c *clock) read() {
	if !c.standing {
		c.now = int64(time.Since(c.start)) - c.stood
	}
}

// real returns the time since the start, whether the clock stands or not.
func (c *clock) real() int64 {
	if c.standing {
		return int64(time.Since(c.start))
	}
	return c.now + c.stood
}

// stand stops the clock or lets it run again.
func (c *clock) stand(stands bool) {
	if c.standing && !stands {
		c.stood = c.real() - c.now
	}
	c.standing = stands
}
