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

// Load reads a script, the blocks of a Markdown file, or a recording with what its steps answered.
// The steps of a recording are read from their lines, so one of a stranger can say no more than a
// script. The source is what a script is run from.
func Load(name string) (*Session, script.Source, error) {
	source, err := script.Read(name)
	if err != nil {
		return nil, source, err
	}
	steps, err := script.Parse(source.Name, source.Lines)
	if err != nil {
		return nil, source, err
	}
	if len(steps) == 0 {
		return nil, source, fmt.Errorf("%s has no steps", source.Name)
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

// setsSysctl reports whether a step sets what others use as well, unless they are in another network.
func setsSysctl(s step.Step) bool { return s.Verb == "sysctl" && s.Value != nil }

// Events are what the steps of a session have answered.
type Events interface {
	Len() int
	Event(i int) (engine.Event, error)
}

// recorded reads what the steps of a recording have answered.
func (s *Session) recorded(name string) error {
	file, err := recording.Open(name)
	if err == nil {
		s.marks(file)
		err = errors.Join(s.Answered(file), file.Close())
	}
	for i := range s.Events { // the script that it may be of is not there
		s.Events[i].Seq, s.Events[i].Line = uint64(s.Steps[i].Line), 0
	}
	return err
}

// Answered gives a session what its steps have answered.
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

// Upto is a script up to the last step of the session.
func (s *Session) Upto(source script.Source) script.Source {
	last := s.Steps[len(s.Steps)-1].Line
	source.Lines = slices.DeleteFunc(slices.Clone(source.Lines), func(l script.Line) bool { return l.Number > last })
	return source
}
