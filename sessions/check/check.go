// Package check looks for mistakes with options in a script without making any calls: it follows the state that each
// socket would be in, and asks the catalogue ([sockopts.Option.Warnings]) about every option at the place where it is
// set.
//
// [Arguments] determines what each argument is, [Steps] what is wrong with it.
package check

import (
	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// Warning is a mistake and the line it is on.
type Warning struct {
	Line int
	Text string
}

// Sysctl reads a kernel setting by its key, such as net.core.rmem_max.
type Sysctl func(key string) (string, bool)

// Steps returns the mistakes in how a script sets options.
func Steps(steps []engine.Step, sysctl Sysctl) []Warning {
	b := newBench(sysctl)
	var found []Warning
	for i, s := range steps {
		for _, w := range b.take(s) {
			if !step.Cured(steps, i, about(s), w.Cure) {
				found = append(found, Warning{s.Line, w.Text})
			}
		}
	}
	return found
}

// about returns the socket that a step is about, even if it is spawned, by its name outside its process.
func about(s engine.Step) string {
	if s.Spawned != nil {
		s = *s.Spawned
	}
	return s.Outside().Socket
}
