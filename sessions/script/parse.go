package script

import (
	"errors"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// Parse reads the lines of a script. Names must be made by an earlier line. All
// lines are read, so that every mistake is told at once; with any, there are no steps.
func Parse(file string, lines []Line) ([]engine.Step, error) {
	return parseAll(file, lines, step.NewScope())
}

// ParsePart reads lines that are a part of a script: every name is taken for a socket
// or a call that an earlier line has made.
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
