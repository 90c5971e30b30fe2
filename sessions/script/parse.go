package script

import (
	"errors"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// Parse parses the lines of a script. Names must be made by an earlier line. All lines are parsed, so that all mistakes
// are reported together; if there are any, no steps are returned.
func Parse(file string, lines []Line) ([]engine.Step, error) {
	return parseAll(file, lines, step.NewScope())
}

// ParsePart parses lines that are part of a script: every name is assumed to be a socket or a call made by an earlier
// line.
func ParsePart(lines []Line) ([]engine.Step, error) {
	scope := step.NewScope()
	scope.Part = true
	return parseAll("", lines, scope)
}

func parseAll(file string, lines []Line, scope *step.Scope) ([]engine.Step, error) {
	var steps []engine.Step
	var mistakes Mistakes
	for _, line := range lines {
		s, ok, err := scope.Parse(line.Text)
		var mistake *step.Error
		if errors.As(err, &mistake) {
			mistake.File, mistake.Line = file, line.Number
			mistakes.Add(mistake)
			scope.Quiet, steps = mistakes.more() > 0, nil
		}
		if !ok || mistakes.count > 0 {
			continue
		}
		s.Line = line.Number
		steps = append(steps, s)
	}
	return steps, mistakes.Err()
}
