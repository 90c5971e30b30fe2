package lesson

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// remark matches what prose quotes about a step: {{step 7 why}}, or {{why}} for the last step before it.
var remark = pattern(`\{\{\s*(?:step\s+(\S+)\s+)?([^{}]*?)\s*\}\}`)

// The words of remarks. A remark may also name a field of a socket in the step: {{step 7 a.pending}}.
const (
	remarkAnswer   = "answer"   // in the notation of outcomes
	remarkCall     = "call"     // in the notation of strace
	remarkDuration = "duration" // of the call, or of all its calls
	remarkWhy      = "why"      // the first finding about it
)

// remarks checks the remarks of a line of prose against the steps before it.
func (p *parser) remarks(line script.Line) {
	for _, at := range remark().FindAllStringSubmatchIndex(line.Text, -1) {
		column := len([]rune(line.Text[:at[0]])) + 1
		steps := p.lesson.Steps()
		n := len(steps)
		if at[2] >= 0 {
			var err error
			if n, err = strconv.Atoi(line.Text[at[2]:at[3]]); err != nil {
				n = 0
			}
		}
		if n < 1 || n > len(steps) {
			p.wrong(line.Number, column, "no such step was made before this remark: %s", counted(len(steps)))
			continue
		}
		if word := line.Text[at[4]:at[5]]; !isRemark(word) {
			p.wrong(line.Number, column, "%q is not a remark: write {{step %d why}}, with why, answer, call, duration or a field such as a.pending", step.Clip(word), n)
		}
	}
	bare := remark().ReplaceAllStringFunc(line.Text, func(whole string) string { return strings.Repeat("x", len(whole)) })
	if open := strings.Index(bare, "{{"); open >= 0 {
		p.wrong(line.Number, len([]rune(line.Text[:open]))+1, "this remark has no end: write }} after it")
	}
}

func isRemark(word string) bool {
	switch word {
	case remarkAnswer, remarkCall, remarkDuration, remarkWhy:
		return true
	}
	socket, field, ok := strings.Cut(word, ".")
	_, known := status.FindField(field)
	return ok && socket != "" && known
}

// Remarks returns the remarks of a line of prose, as they are written.
func Remarks(line string) []string { return remark().FindAllString(line, -1) }

// Unfilled returns a line of prose for somebody who only reads it: its remarks say what they would quote.
func Unfilled(line string) string {
	return remark().ReplaceAllStringFunc(line, func(whole string) string {
		parts := remark().FindStringSubmatch(whole)
		if parts[1] != "" {
			return "‹" + parts[2] + " of step " + parts[1] + "›"
		}
		return "‹" + parts[2] + "›"
	})
}

// Fill returns a line of prose with its remarks filled in. The error says which cannot be, because nothing
// is known about the step yet or it does not have what is quoted. Such a remark stays as it is.
func (r *Record) Fill(line string) (string, error) {
	var wrong error
	filled := remark().ReplaceAllStringFunc(line, func(whole string) string {
		parts := remark().FindStringSubmatch(whole)
		n, _ := strconv.Atoi(parts[1])
		said, err := r.quote(n, parts[2])
		if err != nil {
			wrong = errors.Join(wrong, fmt.Errorf("%s: %w", whole, err))
			return whole
		}
		return step.Printable(said)
	})
	return filled, wrong
}

func (r *Record) quote(n int, word string) (string, error) {
	e, ok := r.Event(n)
	if !ok {
		return "", errors.New("the step has not run")
	}
	switch word {
	case remarkAnswer:
		return e.Got, nil
	case remarkDuration:
		return shortTook(e), nil
	case remarkCall:
		if len(e.Calls) == 0 {
			return e.Text, nil
		}
		return e.Calls[len(e.Calls)-1].String(), nil
	case remarkWhy:
		if found := r.Why(n); len(found) > 0 {
			return found[0].Claim, nil
		}
		return "", errors.New("nothing is found about the step")
	}
	return seen(e, word)
}

// seen returns a field of a socket as it was after a step.
func seen(e engine.Event, word string) (string, error) {
	socket, name, _ := strings.Cut(word, ".")
	field, ok := status.FindField(name)
	if ok && e.Evidence != nil {
		for _, o := range e.Evidence.Sockets {
			if o.Name == socket && o.After != nil {
				if text := field.Text(o.After); text != "" {
					return text, nil
				}
			}
		}
	}
	return "", fmt.Errorf("the step does not show %s", word)
}
