package export

import (
	"errors"
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/program"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// Load reads a script, the blocks of a Markdown file, or a recording with the answers of its steps.
// The steps of a recording are parsed from their lines, so a recording from a stranger can do no more
// than a script. One without steps is an empty session, as it is for a run. The returned source is what a script is
// run from.
func Load(name string) (*Session, script.Source, error) {
	source, err := script.Read(name)
	if err != nil {
		return nil, source, err
	}
	if script.Markdown(name) && len(source.Lines) == 0 {
		return nil, source, fmt.Errorf("%s has no netnet block: there is nothing to export", source.Name)
	}
	steps, err := script.Parse(source.Name, source.Lines)
	if err != nil {
		return nil, source, err
	}
	lab := source.Lab || slices.ContainsFunc(steps, setsSysctl)
	s := &Session{Script: program.Script{Name: source.Name, Lab: lab, Cut: source.Cut, Steps: steps}, Unit: source.Unit}
	s.comments(source.Lines)
	if name == "-" {
		return s, source, nil
	}
	if recorded, err := recording.Is(name); err != nil || !recorded {
		return s, source, err
	}
	return s, source, s.recorded(name)
}

// setsSysctl reports whether a step changes a kernel setting, which affects others in the same network namespace.
func setsSysctl(s step.Step) bool { return s.Verb == "sysctl" && s.Value != nil }

// Events are the answers of a session's steps.
type Events interface {
	Len() int
	Event(i int) (engine.Event, error)
}

// recorded reads the answers in a recording.
func (s *Session) recorded(name string) error {
	file, err := recording.Open(name)
	if err == nil {
		s.marks(file)
		err = errors.Join(s.Answered(file), file.Close())
	}
	for i := range s.Events {
		s.Events[i].Seq = uint64(s.Steps[i].Line)
	}
	return err
}

// Answered sets the answers of the session's steps.
func (s *Session) Answered(r Events) error {
	s.Events = nil
	for i := range min(r.Len(), len(s.Steps)) {
		e, err := r.Event(i)
		if err != nil {
			return err
		}
		s.Events = append(s.Events, e)
	}
	return nil
}

// Upto returns the script up to the last step of the session.
func (s *Session) Upto(source script.Source) script.Source {
	last := s.Steps[len(s.Steps)-1].Line
	source.Lines = slices.DeleteFunc(slices.Clone(source.Lines), func(l script.Line) bool { return l.Number > last })
	return source
}
