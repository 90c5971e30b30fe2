package protocol

import "time"

// renewal is how often what is costly to make is made again: what tells about the
// server, which anybody may ask for thousands of times a second.
const renewal = 100 * time.Millisecond

// cached is a value that was made at some time. The zero value has none.
type cached[T any] struct {
	value T
	made  time.Time
	has   bool
}

// get gives the value. It is made again after [renewal].
func (c *cached[T]) get(now time.Time, make func() T) T {
	if age := now.Sub(c.made); !c.has || age < 0 || age >= renewal {
		*c = cached[T]{make(), now, true}
	}
	return c.value
}
