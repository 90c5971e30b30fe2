package store

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// undoDepth is how many changes can be taken back.
const undoDepth = 1000

// Undo is the options that steps have changed, by a key or by a line, the last one
// at the end.
type Undo struct {
	changes []status.OptionChange
	under   []undoing
}

// undoing is a change that is being taken back, and the step that does it.
type undoing struct {
	step engine.Step
	set  status.OptionChange
}

// Take looks for changes among the events of a frame, and says what came of those that
// were taken back. The events of steps under way may be among the ones that the frame
// has skipped.
func (u *Undo) Take(f engine.Frame) []Note {
	if f.Skipped > 0 {
		u.under = nil
	}
	var notes []Note
	for _, e := range f.Events {
		if i := slices.IndexFunc(u.under, func(back undoing) bool { return back.step.Tag == e.Step.Tag }); i >= 0 {
			notes = append(notes, u.ended(u.under[i], e))
			u.under = slices.Delete(u.under, i, i+1) // what is taken back is not a change to take back
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
	return notes
}

// ended says what came of taking a change back. One that the kernel has refused is
// still there.
func (u *Undo) ended(back undoing, e engine.Event) Note {
	switch {
	case e.Errno() != "" || e.Problem != "":
		u.changes = append(u.changes, back.set)
		return Note{"not taken back: " + back.step.String() + " answered " + e.Got, true}
	case e.Evidence != nil && len(e.Evidence.Options) == 1 && e.Evidence.Options[0].After != back.set.Before:
		return Note{"not quite taken back: " + back.set.Name + " was " + back.set.Before + " and is " + e.Evidence.Options[0].After, true}
	}
	return Note{"taken back: " + back.step.String(), false}
}

// Empty reports whether there is no change to take back.
func (u *Undo) Empty() bool { return len(u.changes) == 0 }

// Back is the step that takes the last change back. A change that cannot be reverted
// is dropped, so the next press reaches the one before.
func (u *Undo) Back(r *Roster, tags *Tags) (engine.Step, error) {
	set := u.changes[len(u.changes)-1]
	u.changes = u.changes[:len(u.changes)-1]
	line, err := undoLine(r, set)
	if err != nil {
		return engine.Step{}, err
	}
	step, _, err := step.ParseLine(line, r.Names())
	if err != nil {
		return engine.Step{}, fmt.Errorf("%s: %w", line, err)
	}
	step = tags.Tag(step)
	u.under = append(u.under, undoing{step, set})
	return step, nil
}

// undoLine is the line that takes a change back.
func undoLine(r *Roster, set status.OptionChange) (string, error) {
	k, ok := r.Socket(set.Socket)
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
	return SetLine(k, set.Level, set.Name, value), nil
}
