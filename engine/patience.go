package engine

import "time"

// Patience is how long a step may take by its own words: what it waits for and
// repeats. A call that blocks on a socket may take longer.
func (s Step) Patience() time.Duration {
	wait := s.Within
	if s.Timeout != nil && *s.Timeout > 0 {
		wait += *s.Timeout
	}
	if s.Verb == "client" {
		wait += clientWait
	}
	return wait
}
