package step

import "time"

// ClientWait is how long client waits for its connection.
const ClientWait = 5 * time.Second

// ExpectedWait is how long a step may take by its own words: what it waits for and
// repeats. A call that blocks on a socket may take longer.
func (s Step) ExpectedWait() time.Duration {
	wait := s.Within
	if s.Timeout != nil && *s.Timeout > 0 && s.Verb != "timerfd" { // which only sets it
		wait += *s.Timeout
	}
	if verb, ok := FindVerb(s.Verb); ok {
		wait += verb.Waits
	}
	return wait
}
