// Package check looks for mistakes with options in a script, without making a call:
// it follows what each socket would have come to, and asks the catalogue
// ([sockopts.Option.Warnings]) about every option where it is set.
//
// The way of an argument is [Arguments] (what is meant) → [Steps] (what is wrong with it).
package check

import "netnet-tui/engine"

// Warning is a mistake, and the line it is on.
type Warning struct {
	Line int
	Text string
}

// Sysctl reads a kernel setting by its key, such as net.core.rmem_max.
type Sysctl func(key string) (string, bool)

// Steps finds what should be said about the options of a script.
func Steps(steps []engine.Step, sysctl Sysctl) []Warning {
	b := newBench(sysctl)
	var found []Warning
	for _, step := range steps {
		for _, text := range b.take(step) {
			found = append(found, Warning{step.Line, text})
		}
	}
	return found
}
