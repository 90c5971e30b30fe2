package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sessions/script"
	"netnet-tui/sockopts"
	"netnet-tui/ui/bench"
)

// undoDepth is how many changes can be taken back.
const undoDepth = 1000

// undo is the options that steps have changed, by a key or by a line, the last one
// at the end.
type undo struct {
	changes []status.OptionChange
	under   []undoing
}

// undoing is a change that is being taken back, and the step that does it, as its
// event will have it.
type undoing struct {
	step string
	set  status.OptionChange
}

// take looks for changes among the events of a frame. Those of the steps under way may
// be among the ones that it has skipped.
func (u *undo) take(s *Screen, f engine.Frame) {
	if f.Skipped > 0 {
		u.under = nil
	}
	for _, e := range f.Events {
		if i := slices.IndexFunc(u.under, func(back undoing) bool { return back.step == e.Step }); i >= 0 {
			u.ended(s, u.under[i], e)
			u.under = slices.Delete(u.under, i, i+1) // what is taken back is no change to take back
			continue
		}
		if e.Evidence == nil {
			continue
		}
		for _, set := range e.Evidence.Options {
			if set.Before != set.After || set.Before == "" {
				u.changes = append(u.changes, set)
			}
		}
	}
	u.changes = u.changes[max(0, len(u.changes)-undoDepth):]
}

// ended says what came of taking a change back. One that the kernel has refused is
// still there.
func (u *undo) ended(s *Screen, back undoing, e engine.Event) {
	switch {
	case e.Errno() != "" || e.Problem != "":
		u.changes = append(u.changes, back.set)
		s.fail("not taken back: " + back.step + " answered " + e.Got)
	case e.Evidence != nil && len(e.Evidence.Options) == 1 && e.Evidence.Options[0].After != back.set.Before:
		s.fail("not quite taken back: " + back.set.Name + " was " + back.set.Before + " and is " + e.Evidence.Options[0].After)
	default:
		s.say("taken back: " + back.step)
	}
}

// last is the change that would be taken back.
func (u *undo) last() (status.OptionChange, bool) {
	if len(u.changes) == 0 {
		return status.OptionChange{}, false
	}
	return u.changes[len(u.changes)-1], true
}

func nothingToUndo(s *Screen) string {
	if _, ok := s.undo.last(); !ok {
		return "no option has been changed that could be set back"
	}
	return ""
}

// undoChange takes the last change back. One that can't be had back is left, so that
// the next time it is the turn of the one before.
func (s *Screen) undoChange() tea.Cmd {
	set, _ := s.undo.last()
	s.undo.changes = s.undo.changes[:len(s.undo.changes)-1]
	line, err := s.undoLine(set)
	if err != nil {
		s.fail(err.Error())
		return nil
	}
	step, _, err := script.ParseLine(line, s.roster.names())
	if err != nil {
		s.fail(line + ": " + err.Error())
		return nil
	}
	s.undo.under = append(s.undo.under, undoing{step.String(), set})
	return s.postStep(step)
}

// undoLine is the line that takes a change back.
func (s *Screen) undoLine(set status.OptionChange) (string, error) {
	k, ok := s.roster.known[set.Socket]
	if !ok || !k.Open {
		return "", fmt.Errorf("the socket whose %s was set is closed: there is nothing to take back", set.Name)
	}
	level, _ := sockopts.LevelByName(set.Level)
	o, ok := sockopts.FindAt(level, set.Name)
	if !ok {
		return "", fmt.Errorf("%s is not known: nothing can be taken back", set.Name)
	}
	value, ok := o.Writing(set.Before)
	if set.Fresh == set.Before {
		value, ok = o.Restoring(set.Before)
	}
	if set.Before == "" || !ok {
		return "", fmt.Errorf("%s of %s can't be set back: the kernel has no value for what it was", set.Name, k.Name)
	}
	return fmt.Sprintf("setsockopt %s %s %s", k.Name, optionWord(bench.Choice{Reading: status.OptionReading{Level: set.Level, Name: set.Name}}), valueWord(value)), nil
}
