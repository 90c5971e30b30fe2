package protocol

import "time"

// renewal is how long an expensive value is reused: clients may ask for the server's status thousands of times a
// second.
const renewal = 100 * time.Millisecond

// cached is a value and the time at which it was made. The zero value holds none.
type cached[T any] struct {
	value T
	made  time.Time
	has   bool
}

// get returns the value, which it makes again if it is older than [renewal].
func (c *cached[T]) get(now time.Time, make func() T) T {
	if age := now.Sub(c.made); !c.has || age < 0 || age >= renewal {
		*c = cached[T]{make(), now, true}
	}
	return c.value
}
