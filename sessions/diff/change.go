package diff

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// With returns a script with one line added: before line at or, if that is 0, after the first line that
// provides everything the new one names.
func With(source script.Source, text string, at int) (script.Source, error) {
	made, err := one(text)
	if err != nil {
		return source, err
	}
	index, err := place(source, text, made, at)
	if err != nil {
		return source, err
	}
	source.Lines = slices.Insert(slices.Clone(source.Lines), index, script.Line{Text: text})
	return source, nil
}

// Without returns a script without a line: the one with that number or, if that is 0, wherever it is. Its
// expectations need not be given.
func Without(source script.Source, text string, at int) (script.Source, error) {
	leave, err := one(text)
	if err != nil {
		return source, err
	}
	says := func(l script.Line) bool {
		s, err := one(l.Text)
		if err != nil || at > 0 && l.Number != at {
			return false
		}
		if len(leave.Want) == 0 {
			s.Want = nil
		}
		return s.String() == leave.String()
	}
	lines := slices.DeleteFunc(slices.Clone(source.Lines), says)
	switch {
	case len(lines) < len(source.Lines):
		source.Lines = lines
		return source, nil
	case at > 0:
		return source, fmt.Errorf("%s:%d: this %s is not %s", source.Name, at, source.Unit, leave)
	}
	return source, fmt.Errorf("%s has no %s %s", source.Name, source.Unit, leave)
}

// one parses a line as a step, which may name anything.
func one(text string) (engine.Step, error) {
	s, ok, err := step.ParsePart(text)
	if err == nil && !ok {
		err = fmt.Errorf("%q is not a step", text)
	}
	return s, err
}

// place returns the index at which a line is inserted into a script.
func place(source script.Source, text string, made engine.Step, at int) (int, error) {
	scope := step.NewScope()
	_, _, err := scope.Parse(text)
	named := err == nil // everything it names exists
	for i, line := range source.Lines {
		if at > 0 && line.Number >= at {
			if !named {
				return 0, fmt.Errorf("%s can't come before %s:%d: %w", text, source.Name, at, err)
			}
			return i, nil
		}
		s, ok, wrong := scope.Parse(line.Text)
		switch {
		case wrong != nil || !ok:
		case named && at == 0: // it names nothing
			return i, nil
		case !named && (len(s.Names) > 0 || s.Spawned != nil || s.Process != ""):
			_, _, err = scope.Parse(text)
			if named = err == nil; named && at == 0 {
				return joined(source, i, s, made), nil
			}
		}
	}
	if at > 0 {
		return 0, fmt.Errorf("%s has no %s %d", source.Name, source.Unit, at)
	}
	return 0, fmt.Errorf("%s: %w", text, err)
}

// joined returns the index after a line. For a spawned call, that is after its join, because only then does
// its result exist.
func joined(source script.Source, index int, s, made engine.Step) int {
	if s.Verb == "spawn" && made.Task != s.Task {
		for i, line := range source.Lines[index:] {
			if join, err := one(line.Text); err == nil && join.Verb == "join" && join.Task == s.Task {
				return index + i + 1
			}
		}
	}
	return index + 1
}
