package store

import (
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// There returns the socket under the name it has in its own process, and the prefix of a line about it: for
// k_s, a descriptor of process k, "at k " and s.
func There(k status.Socket) (at string, there status.Socket) {
	if k.Process == "" {
		return "", k
	}
	k.Name = step.NameThere(k.Process, k.Name)
	return "at " + k.Process + " ", k
}

// Line returns a line with a verb, a socket and further words.
func Line(verb string, k status.Socket, words ...string) string {
	at, there := There(k)
	return at + strings.Join(append([]string{verb, there.Name}, words...), " ")
}

// SetLine returns the line that sets an option.
func SetLine(k status.Socket, level, name, value string) string {
	return Line("setsockopt", k, OptionWord(level, name), valueWord(value))
}

// OptionWord returns the name of an option in a line, with its level if the name alone means another
// option.
func OptionWord(level, name string) string {
	if first, ok := sockopts.Find(name); ok && first.Level == level {
		return name
	}
	return level + " " + name
}

// valueWord returns a value as one word of a line.
func valueWord(value string) string {
	if value == `""` { // a script writes the empty name like this
		return value
	}
	return step.Word(value)
}
