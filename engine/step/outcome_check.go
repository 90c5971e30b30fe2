package step

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// Check returns an error if the outcome can't be compared with an answer of the given kind. asked is the option of a
// value, and names are those of flags.
func (o Outcome) Check(answer Answer, asked *OptionRef, names *Constants) error {
	operator, rest := SplitComparison(o.Word)
	number := func() bool { _, err := ParseNumber(rest); return err == nil }
	onOff := operator == "==" && (rest == "on" || rest == "off")
	switch {
	case answer == AnswerTask, answer == AnswerSetting, number():
		return nil
	case answer == AnswerText && o.Word == "eof":
		return nil
	case answer == AnswerReady && (o.Word == "none" || strings.Contains(o.Word, ":")):
		return nil
	case answer == AnswerNumber && onOff:
		return nil
	case answer == AnswerTime:
		_, err := ParseDuration(rest)
		return err
	case answer == AnswerFlags && names != nil:
		_, err := names.Parse(o.Word)
		return err
	case answer == AnswerValue && asked != nil:
		found, err := asked.Find()
		if err != nil {
			return err
		}
		err = found.Expects(rest)
		if err == nil || found.Entry != nil && !found.Entry.Settable() && !cName().MatchString(rest) {
			return nil // a read-only option has values that can't be parsed
		}
		return fmt.Errorf("as the value of the option: %w", err)
	}
	return fmt.Errorf("%q is not an outcome here: an errno, ok or error, %s", o.Word, outcomeHints[answer])
}

// cName matches a word that looks like a C constant or an errno.
var cName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$|^E[A-Z0-9]+$`) })

var outcomeHints = map[Answer]string{
	AnswerZero:       "or 0",
	AnswerDescriptor: "or a number such as >=3",
	AnswerCount:      "or a number such as 5 or >=1",
	AnswerText:       `a "text", ~"part of one", eof, or a number of bytes`,
	AnswerNumber:     "a number such as 5 or >=1, on or off",
	AnswerTime:       "or a time such as <5ms",
	AnswerFlags:      "or flags such as O_RDWR|O_NONBLOCK",
	AnswerReady:      "none, or sockets with their events such as s:in",
	AnswerValue:      "or a value",
}
