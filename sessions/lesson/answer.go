package lesson

import (
	"cmp"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// answered reports whether an event has one of the outcomes. The engine checks the outcomes of a step
// itself; this is for outcomes that are not part of the step, because there they would give the answer
// away.
func answered(e engine.Event, outcomes []step.Outcome) bool {
	return slices.ContainsFunc(outcomes, func(o step.Outcome) bool { return answers(e, o) })
}

func answers(e engine.Event, o step.Outcome) bool {
	if errno := e.Errno(); errno != "" && errno == e.Got {
		return o.Word == errno || o.Word == "error" || o.Word == "-1"
	}
	switch {
	case o.Word == "error", o.Word == "-1" && e.Got != o.Word:
		return false
	case o.Word == "ok":
		return e.Problem == ""
	case !o.Quoted && o.Word == e.Got: // an errno in SO_ERROR, eof, an address, none
		return true
	}
	return o.Holds(result(e), nil)
}

// result returns the answer of an event as the engine had it, with what outcomes other than addresses need.
func result(e engine.Event) step.Result {
	made := e.Made()
	r := step.Result{Answer: step.AnswerNumber}
	if verb, ok := step.FindVerb(made.Verb); ok {
		r.Answer = verb.Answer
	}
	if data, ok := text(e.Got); ok {
		r.Answer, r.Data, r.Number = step.AnswerText, data, int64(len(data))
		if e.Clipped {
			r.Number = lastReturn(e)
		}
		return r
	}
	switch {
	case e.Got == "eof":
		return step.Result{Answer: step.AnswerText, Stream: true}
	case r.Answer == step.AnswerReady:
		return ready(e.Got)
	case made.Option != nil:
		if found, err := made.Option.Find(); err == nil && found.Entry != nil {
			if value, err := found.Entry.Parse(e.Got); err == nil {
				return step.Result{Answer: step.AnswerValue, Option: found.Entry, Value: value}
			}
		}
	}
	r.Answer = step.AnswerNumber
	if n, err := step.ParseSize(e.Got); err == nil {
		r.Number = n
	} else if d, err := step.ParseDuration(e.Got); err == nil {
		r.Number, r.Unit = int64(d), 1
	} else if e.Got == "on" {
		r.Number = 1
	}
	return r
}

// text parses an answer that is a quoted text.
func text(got string) ([]byte, bool) {
	if !strings.HasPrefix(got, `"`) {
		return nil, false
	}
	s, _, err := step.ParseLine("send s "+cmp.Or(strings.TrimSuffix(got, "..."), got), []string{"s"})
	if err != nil || s.Text == nil {
		return []byte(strings.Trim(got, `".`)), true // the text is clipped
	}
	return s.Text.Bytes(), true
}

func lastReturn(e engine.Event) int64 {
	if len(e.Calls) == 0 {
		return 0
	}
	return e.Calls[len(e.Calls)-1].Ret
}

// ready parses the ready sockets: "s:in,out c:hup", or none.
func ready(got string) step.Result {
	r := step.Result{Answer: step.AnswerReady}
	if got == "none" {
		return r
	}
	for word := range strings.FieldsSeq(got) {
		socket, events, _ := strings.Cut(word, ":")
		bits, err := step.PollEvents.Parse(strings.ReplaceAll(events, ",", "|"))
		if err == nil {
			r.Ready = append(r.Ready, step.Ready{Socket: socket, Events: bits})
		}
	}
	r.Number = int64(len(r.Ready))
	return r
}
