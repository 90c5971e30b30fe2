package again

import (
	"cmp"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// Answer returns the result of a step for a table.
func Answer(e engine.Event) string {
	verb, _ := step.FindVerb(e.Made().Verb)
	switch {
	case e.Problem != "":
		return e.Problem
	case e.Errno() != "":
		return e.Errno()
	case e.Failed():
		return "got " + cmp.Or(e.Got, "nothing")
	case verb != nil && verb.Gives > 0:
		return "ok" // the number of a descriptor is irrelevant
	}
	return cmp.Or(e.Got, "ok")
}

// Same reports whether two answers to a step are of the same kind: the same errno, or what was expected. What
// was received or seen may differ; [netnet-tui/sessions/diff.Judge] compares that too.
func Same(a, b engine.Event) bool { return outcome(a) == outcome(b) }

func outcome(e engine.Event) string {
	switch {
	case e.Problem != "":
		return "a problem"
	case e.Errno() != "":
		return e.Errno()
	case e.Failed():
		return "not held"
	case Waited(e):
		return e.Got
	}
	return "ok"
}

// Waited reports whether the answer of an event is which sockets are ready.
func Waited(e engine.Event) bool {
	verb, ok := step.FindVerb(e.Made().Verb)
	return ok && verb.Answer == step.AnswerReady
}
