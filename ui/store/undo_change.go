package store

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// optionChange is an option that was set.
type optionChange struct{ status.OptionChange }

func (set optionChange) line(r *Roster) (string, error) {
	k, ok := r.Socket(set.Socket)
	if !ok || !k.Open {
		return "", fmt.Errorf("the socket whose %s was set is closed: there is nothing to undo", set.Name)
	}
	level, _ := sockopts.LevelByName(set.Level)
	o, ok := sockopts.FindAt(level, set.Name)
	if !ok {
		return "", fmt.Errorf("%s is not known: it can't be undone", set.Name)
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

func (set optionChange) rest(e engine.Event) string {
	if e.Evidence == nil || len(e.Evidence.Options) != 1 || e.Evidence.Options[0].After == set.Before {
		return ""
	}
	return set.Name + " was " + set.Before + " and is " + e.Evidence.Options[0].After
}

// interestChange is an entry of an interest list that was added, changed or removed.
type interestChange struct{ status.InterestChange }

func (w interestChange) line(r *Roster) (string, error) {
	epoll, ok := r.Socket(w.Epoll)
	if !ok || !epoll.Open {
		return "", fmt.Errorf("the epoll whose interest list was changed is closed: there is nothing to undo")
	}
	s, ok := r.Socket(w.Socket)
	if !ok || !s.Open {
		return "", fmt.Errorf("what %s was to watch is closed: epoll_ctl can no longer name it", epoll.Name)
	}
	_, there := There(s)
	switch {
	case w.Before == nil:
		return Line("epoll_ctl", epoll, "del", there.Name), nil
	case w.After == nil:
		return Line("epoll_ctl", epoll, "add", there.Name, step.EpollEvents.Short(*w.Before)), nil
	}
	return Line("epoll_ctl", epoll, "mod", there.Name, step.EpollEvents.Short(*w.Before)), nil
}

func (interestChange) rest(engine.Event) string { return "" }
