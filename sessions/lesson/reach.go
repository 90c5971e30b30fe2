package lesson

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// reach refuses addresses that lead out of the lesson. On the host's network that is every port that the
// kernel did not choose for a socket of the lesson: something else on the machine may listen there, and two
// runs of the lesson would interfere. In a lab there is nothing else.
func (p *parser) reach(s engine.Step) {
	if s.Verb == "attach" {
		p.wrong(s.Line, 1, "a lesson can't take descriptors of other programs")
		return
	}
	if s.Spawned != nil {
		inner := *s.Spawned
		inner.Line = s.Line
		p.reach(inner)
	}
	if s.Address == "" || p.lesson.Lab() || own(s.Address) {
		return
	}
	p.wrong(s.Line, 1, "%s may lead out of the lesson: let the kernel choose a port (127.0.0.1:0) and name the socket that has it (@s), or write needs: lab", step.Clip(string(s.Address)))
}

// own reports whether an address belongs to the lesson itself, now or soon.
func own(a step.Address) bool {
	text := string(a)
	switch {
	case text == "none", strings.HasPrefix(text, "@"), strings.HasPrefix(text, "unix:") && !strings.HasPrefix(text, "unix:/"):
		return true
	case a.Check() != nil: // the engine reports that error itself
		return true
	}
	return strings.HasSuffix(text, ":0") && a.Local()
}
