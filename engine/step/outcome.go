package step

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/sockets"
)

// Outcome is one alternative of the expected answers to a step. Its meaning depends on the kind of answer that the step
// gives: see [Outcome.Holds].
type Outcome struct {
	Word     string `json:"word,omitempty"`     // as written: EAGAIN, ok, >=5, s:in c:out, on,3s
	Text     []byte `json:"text,omitempty"`     // of "text" and ~"text"
	Quoted   bool   `json:"quoted,omitempty"`   // it is a text
	Contains bool   `json:"contains,omitempty"` // it may be any part of the answer
}

// String returns the outcome as a script writes it.
func (o Outcome) String() string {
	switch {
	case o.Contains:
		return "~" + sockets.Quote(o.Text)
	case o.Quoted:
		return sockets.Quote(o.Text)
	}
	return o.Word
}

// comparisons are the operators of expect and of numbers in an outcome, longer ones first so that a prefix is never
// mistaken for the whole.
var comparisons = []string{"==", "!=", "<=", ">=", "<", ">"}

// SplitComparison splits the operator off a word; without one, it is ==.
func SplitComparison(word string) (operator, rest string) {
	for _, op := range comparisons {
		if rest, ok := strings.CutPrefix(word, op); ok {
			return op, rest
		}
	}
	return "==", word
}

// compare reports whether order (-1, 0, 1) satisfies an operator.
func compare(order int, operator string) bool {
	switch operator {
	case "==":
		return order == 0
	case "!=":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// Holds reports whether r matches the outcome. address resolves an address as it stands in the script, including @s.
func (o Outcome) Holds(r Result, address func(Address) (sockets.Addr, error)) bool {
	switch {
	case o.Quoted && r.Answer == AnswerAddress && r.Errno == 0: // quotes keep a path with blanks together
		is, err := Address(o.Text).Is(r.Addr, address)
		return err == nil && !o.Contains && is
	case o.Quoted:
		return o.holdsText(r)
	}
	switch o.Word {
	case "ok":
		return r.Errno == 0
	case "error":
		return r.Errno != 0
	case "eof":
		return r.Errno == 0 && r.Answer == AnswerText && r.Stream && len(r.Data) == 0
	case "-1":
		if r.Errno != 0 {
			return true
		}
	}
	if r.Errno != 0 {
		errno, ok := sockets.ErrnoByName(o.Word)
		return ok && errno == r.Errno
	}
	switch r.Answer {
	case AnswerReady:
		return o.holdsReady(r)
	case AnswerAddress:
		is, err := Address(o.Word).Is(r.Addr, address)
		return err == nil && is
	case AnswerValue:
		return o.holdsValue(r)
	case AnswerSetting:
		return o.holdsSetting(r)
	case AnswerFlags:
		want, err := r.Flags.Parse(o.Word)
		return err == nil && int64(want) == r.Number
	case AnswerZero, AnswerDescriptor, AnswerCount, AnswerText, AnswerNumber, AnswerTime, AnswerTask, AnswerNothing:
	}
	return o.holdsNumber(r)
}

// holdsText compares received text, and option values that are texts.
func (o Outcome) holdsText(r Result) bool {
	if r.Errno != 0 || r.Answer != AnswerText && r.Answer != AnswerValue && r.Answer != AnswerSetting {
		return false
	}
	got := r.Data
	if r.Answer == AnswerValue {
		got = []byte(r.Value.String())
		if r.Option != nil && !o.Contains {
			if held, err := r.Option.Holds(string(o.Text), r.Value); err == nil {
				return held
			}
		}
	}
	if o.Contains {
		return bytes.Contains(got, o.Text)
	}
	return bytes.Equal(got, o.Text)
}

// holdsNumber compares a number: the length of a text, or the number of ready sockets of a poll.
func (o Outcome) holdsNumber(r Result) bool {
	operator, word := SplitComparison(o.Word)
	if want, err := ParseNumber(word); err == nil {
		return compare(cmp.Compare(r.Number, want), operator)
	}
	if want, err := ParseDuration(word); err == nil && r.Unit > 0 {
		return compare(cmp.Compare(time.Duration(r.Number)*r.Unit, want), operator)
	}
	if on, err := parseBool(word); err == nil {
		return (r.Number != 0) == on
	}
	return false
}

// holdsSetting compares a kernel setting: numerically if both are numbers, otherwise as words.
func (o Outcome) holdsSetting(r Result) bool {
	operator, word := SplitComparison(o.Word)
	got, err := ParseNumber(string(r.Data))
	if want, wrong := ParseNumber(word); err == nil && wrong == nil {
		return compare(cmp.Compare(got, want), operator)
	}
	return compare(strings.Compare(string(r.Data), word), operator) && (operator == "==" || operator == "!=")
}

// holdsReady compares the ready sockets and their events in any order.
func (o Outcome) holdsReady(r Result) bool {
	if o.Word == "none" {
		return len(r.Ready) == 0
	}
	if !strings.Contains(o.Word, ":") {
		return o.holdsNumber(r)
	}
	want, err := parseInterests(strings.Fields(o.Word))
	if err != nil || len(want) != len(r.Ready) {
		return false
	}
	for _, ready := range r.Ready {
		if !slices.Contains(want, Interest(ready)) {
			return false
		}
	}
	return true
}

// holdsValue compares an option's value as its codec reads it.
func (o Outcome) holdsValue(r Result) bool {
	operator, word := SplitComparison(o.Word)
	if r.Option != nil {
		if held, err := r.Option.Holds(word, r.Value); err == nil && (operator == "==" || operator == "!=") {
			return held == (operator == "==")
		}
		if want, err := r.Option.Parse(word); err == nil {
			order, ok := r.Value.Order(want)
			return ok && compare(order, operator)
		}
	}
	if number, ok := r.Value.Number(); ok {
		if want, err := ParseNumber(word); err == nil {
			return compare(cmp.Compare(number, want), operator)
		}
	}
	return operator == "==" && r.Value.String() == word
}

// ParseNumber parses a whole number: decimal, 0x hexadecimal, or with a unit of size.
func ParseNumber(word string) (int64, error) {
	if n, err := strconv.ParseInt(word, 0, 64); err == nil {
		return n, nil
	}
	return ParseSize(word)
}
