package loop

import "time"

// tellEvery is how often something is told, at most, that may come in numbers.
const tellEvery = time.Second

// tell hands a sentence to [Options.Tell], not too often.
func (l *Loop) tell(sentence string) {
	if l.clock.now().Sub(l.told) >= tellEvery {
		l.told = l.clock.now()
		l.tellAlways(sentence)
	}
}

// tellAlways hands over a sentence that must not be missed.
func (l *Loop) tellAlways(sentence string) {
	if l.options.Tell != nil {
		l.options.Tell(sentence)
	}
}
