package store

import (
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// There is a socket by the name that a step of its own process has for it, and what stands before
// a line about it: of k_s, a descriptor of process k, "at k " and s.
func There(k status.Socket) (at string, there status.Socket) {
	if k.Process == "" {
		return "", k
	}
	k.Name = step.NameThere(k.Process, k.Name)
	return "at " + k.Process + " ", k
}

// Line is a verb about a socket, with the words behind it.
func Line(verb string, k status.Socket, words ...string) string {
	at, there := There(k)
	return at + strings.Join(append([]string{verb, there.Name}, words...), " ")
}

// SetLine is the line that sets an option.
func SetLine(k status.Socket, level, name, value string) string {
	return Line("setsockopt", k, OptionWord(level, name), valueWord(value))
}

// OptionWord names an option in a line, with its level where the name alone would
// mean another one.
func OptionWord(level, name string) string {
	if first, ok := sockopts.Find(name); ok && first.Level == level {
		return name
	}
	return level + " " + name
}

// valueWord is a value as one word of a line.
func valueWord(value string) string {
	if value == `""` { // the empty name, which a script writes as it is
		return value
	}
	return step.Word(value)
}
