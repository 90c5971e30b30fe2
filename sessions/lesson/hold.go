package lesson

import "netnet-tui/engine"

// Looker makes a step that only looks, and returns its event: the method Do of an engine.
type Looker func(engine.Step) (engine.Event, error)

// beside marks a step as made outside the session.
func beside(s engine.Step) engine.Step {
	s.Aside = true
	return s
}

// Holds reports whether a condition holds, given the bench and the steps that were made. It looks at the
// bench with a step that changes nothing. If what it looks at is gone, or not there yet, the condition does
// not hold. An error means that the engine is gone.
func (c Condition) Holds(look Looker, r *Record) (bool, error) {
	switch {
	case c.Look != nil:
		e, err := look(beside(*c.Look))
		return err == nil && e.Problem == "" && e.Held != nil && *e.Held, err
	case c.Made != nil:
		return r.made(*c.Made), nil
	}
	e, ok := r.Event(c.Step)
	switch {
	case !ok:
		return false, nil
	case c.Took != nil:
		return tookLong(e, *c.Took), nil
	}
	return answered(e, c.Outcome), nil
}

// All reports whether all conditions hold.
func All(conditions []Condition, look Looker, r *Record) (bool, error) {
	for _, c := range conditions {
		if held, err := c.Holds(look, r); err != nil || !held {
			return false, err
		}
	}
	return true, nil
}

// True returns the indices of the choices whose conditions hold now. It is called when the steps of the
// prediction have been made. A good prediction has exactly one true choice.
func (p *Prediction) True(look Looker, r *Record) ([]int, error) {
	var list []int
	for i, choice := range p.Choices {
		held, err := All(choice.When, look, r)
		if err != nil {
			return nil, err
		}
		if held {
			list = append(list, i)
		}
	}
	return list, nil
}

// Came returns the value that a prediction asks for, once its steps have been made.
func (p *Prediction) Came(look Looker, r *Record) (string, error) {
	if p.Value.Answer {
		e, _ := r.Event(0)
		return e.Got, nil
	}
	var e engine.Event
	e, err := look(beside(*p.Value.Look))
	if err == nil {
		err = e.Unmade()
	}
	return e.Got, err
}
