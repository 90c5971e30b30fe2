package step

import "time"

// ClientWait is how long client waits for its connection.
const ClientWait = 5 * time.Second

// ExpectedWait returns how long a step may take according to its own words: what it waits for and repeats. A call that
// blocks on a socket may take longer.
func (s Step) ExpectedWait() time.Duration {
	wait := s.Within
	if len(s.Until) > 0 && wait == 0 {
		wait = UntilTime
	}
	if s.Timeout != nil && *s.Timeout > 0 && s.Verb != "timerfd" { // timerfd only sets it
		wait += *s.Timeout
	}
	if verb, ok := FindVerb(s.Verb); ok {
		wait += verb.Waits
	}
	if s.Repeat > 1 && (s.Each || s.Within == 0) {
		wait = min(wait, time.Hour) * time.Duration(s.Repeat)
	}
	return wait
}
