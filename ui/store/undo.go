package store

import (
	"fmt"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// undoDepth is how many changes can be undone.
const undoDepth = 1000

// Undo holds the options and interest lists that steps have changed, newest last.
type Undo struct {
	changes []change
	under   []undoing
}

// change is something that a step has changed and another step can set back.
type change interface {
	// line returns the step that sets it back.
	line(r *Roster) (string, error)
	// rest returns what still differs after that step; "" for nothing.
	rest(e engine.Event) string
}

// undoing is a change being undone, and the step that undoes it.
type undoing struct {
	step engine.Step
	of   change
}

// Take looks for changes among the events of a frame, and returns the results of the undos that have been
// answered. If the frame has skipped events, it gives up on those under way: their events may be among
// them.
func (u *Undo) Take(f engine.Frame) []Note {
	if f.Skipped > 0 {
		u.under = nil
	}
	var notes []Note
	for _, e := range f.Events {
		if i := slices.IndexFunc(u.under, func(back undoing) bool { return back.step.Tag == e.Step.Tag }); i >= 0 {
			notes = append(notes, u.ended(u.under[i], e))
			u.under = slices.Delete(u.under, i, i+1) // undoing a change is not a change to undo
			continue
		}
		if e.Evidence == nil {
			continue
		}
		for _, set := range e.Evidence.Options {
			if set.Before != set.After || set.Before == "" {
				u.changes = append(u.changes, optionChange{set})
			}
		}
		for _, watched := range e.Evidence.Watched {
			if watched.Before == nil || watched.After == nil || *watched.Before != *watched.After {
				u.changes = append(u.changes, interestChange{watched})
			}
		}
	}
	u.changes = u.changes[max(0, len(u.changes)-undoDepth):]
	return notes
}

// ended returns the result of an undo. A change whose undo was refused by the kernel remains.
func (u *Undo) ended(back undoing, e engine.Event) Note {
	if e.Errno() != "" || e.Problem != "" {
		u.changes = append(u.changes, back.of)
		return Note{"not undone: " + back.step.String() + " answered " + e.Got, true}
	}
	if rest := back.of.rest(e); rest != "" {
		return Note{"not quite undone: " + rest, true}
	}
	return Note{"undone: " + back.step.String(), false}
}

// Empty reports whether there is no change to undo.
func (u *Undo) Empty() bool { return len(u.changes) == 0 }

// Back returns the step that undoes the last change. A change that cannot be reverted is dropped, so the
// next press reaches the one before.
func (u *Undo) Back(r *Roster, tags *Tags) (engine.Step, error) {
	last := u.changes[len(u.changes)-1]
	u.changes = u.changes[:len(u.changes)-1]
	line, err := last.line(r)
	if err != nil {
		return engine.Step{}, err
	}
	step, _, err := step.ParseLine(line, r.Names())
	if err != nil {
		return engine.Step{}, fmt.Errorf("%s: %w", line, err)
	}
	step = tags.Tag(step)
	u.under = append(u.under, undoing{step, last})
	return step, nil
}
