package store

import (
	"fmt"

	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// SetLine is the line that sets an option.
func SetLine(socket, level, name, value string) string {
	return fmt.Sprintf("setsockopt %s %s %s", socket, OptionWord(level, name), valueWord(value))
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
