package lesson

import "netnet-tui/engine"

// Looker makes a step that only looks, and returns its event: the method Do of an engine.
type Looker func(engine.Step) (engine.Event, error)

// beside is a step that is made beside the session: it is none of the lesson's.
func beside(s engine.Step) engine.Step {
	s.Aside = true
	return s
}

// Holds holds a condition against the bench and against what was made. The step that it makes for
// that only looks. What it looks at may be gone, or not be there yet: then the condition does not
// hold. The error is that there is no engine any more.
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

// All reports whether all of some conditions hold.
func All(conditions []Condition, look Looker, r *Record) (bool, error) {
	for _, c := range conditions {
		if held, err := c.Holds(look, r); err != nil || !held {
			return false, err
		}
	}
	return true, nil
}

// True are the choices whose conditions hold now, by their number from 0. It is asked when the
// steps of the prediction have been made. Of a good prediction it is one.
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

// Came is the value that a prediction asks for, when its steps have been made.
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
