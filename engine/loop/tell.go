package loop

import "time"

// tellEvery is the least time between two messages that may come in large numbers.
const tellEvery = time.Second

// tell passes a sentence to [Options.Tell], but not too often.
func (l *Loop) tell(sentence string) {
	if l.clock.now().Sub(l.told) >= tellEvery {
		l.told = l.clock.now()
		l.tellAlways(sentence)
	}
}

// tellAlways passes on a sentence that must not be missed.
func (l *Loop) tellAlways(sentence string) {
	if l.options.Tell != nil {
		l.options.Tell(sentence)
	}
}
