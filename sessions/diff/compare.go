package diff

import (
	"slices"

	"netnet-tui/engine"
	"netnet-tui/sessions/why"
)

// Compare reports what differs between two sessions. Differences that say only that one was a moment ahead
// are told if all is set.
func Compare(left, right Session, all bool) Report {
	c := &comparison{chosen: newChosen(), lasting: newLasting(), tallies: map[string]tally{}}
	for _, p := range align(left.Events, right.Events) {
		var l, r *engine.Event
		if p.left >= 0 {
			l = &left.Events[p.left]
		}
		if p.right >= 0 {
			r = &right.Events[p.right]
		}
		c.steps = append(c.steps, c.step(l, r))
	}
	c.lasting.end(c.steps)
	for i := range c.steps {
		c.steps[i].follow()
	}
	return Report{
		Left: side(left), Right: side(right), Steps: differing(c.steps, all), Same: len(c.steps) - len(differing(c.steps, all)),
	}
}

func side(s Session) Side { return Side{s.Name, s.Network, len(s.Events)} }

// differing are the steps to be told, with the differences to be told of them.
func differing(steps []Step, all bool) []Step {
	told := []Step{}
	for _, s := range steps {
		var differences []Difference
		for _, d := range s.Differences {
			if all || !d.Fleeting {
				differences = append(differences, d)
			}
		}
		if s.Differences = differences; len(differences) > 0 || !s.Both() || s.Changed() {
			told = append(told, s)
		}
	}
	return told
}

// comparison goes through two sessions, a pair of steps after the other.
type comparison struct {
	*chosen
	lasting *lasting
	tallies map[string]tally
	past    [2]why.Past
	steps   []Step

	left, right *engine.Event // the pair that is compared
	found       []Difference
}

// step compares one pair; one of the two may be nil.
func (c *comparison) step(l, r *engine.Event) Step {
	s := Step{Left: placeOf(l), Right: placeOf(r)}
	for side, e := range []*engine.Event{l, r} {
		if e != nil {
			c.asked(side, e.Step)
		}
	}
	var why [2][]why.Finding
	for side, e := range []*engine.Event{l, r} {
		if e != nil {
			why[side] = c.explain(side, *e)
		}
	}
	if !s.Both() {
		return s
	}
	c.left, c.right, c.found = l, r, nil
	c.lasting.begin(len(c.steps), l, r)
	c.evidence() // first: what the kernel has chosen is learned from it
	seen := c.found
	c.found = nil
	c.answer()
	c.calls()
	c.took()
	telling := len(c.found) > 0
	offset := len(c.found)
	c.found = append(c.found, seen...)
	c.lasting.settle(c.steps, c.found, offset, telling)
	if len(c.found) == 0 {
		c.notes()
	}
	c.findings(why[0], why[1])
	s.Differences = c.found
	return s
}

func placeOf(e *engine.Event) *Place {
	if e == nil {
		return nil
	}
	return &Place{e.Seq, e.Line, e.Text}
}

// tell adds a difference.
func (c *comparison) tell(part Part, what, left, right string) {
	c.found = append(c.found, Difference{Part: part, What: what, Left: left, Right: right})
}

// explain is what is found about an event of a session.
func (c *comparison) explain(side int, e engine.Event) []why.Finding {
	defer c.past[side].Add(e)
	return why.Explain(&c.past[side], e)
}

// findings compares what is found about the answers.
func (c *comparison) findings(left, right []why.Finding) {
	l, r := c.unlike(claims(left), claims(right))
	for i := range max(len(l), len(r)) {
		c.tell(PartWhy, "", nth(l, i), nth(r, i))
	}
}

// follow makes what is found about an answer fleeting if all else that differs is: it follows from that.
func (s *Step) follow() {
	if slices.ContainsFunc(s.Differences, func(d Difference) bool { return d.Part != PartWhy && !d.Fleeting }) {
		return
	}
	for i := range s.Differences {
		s.Differences[i].Fleeting = true
	}
}

// unlike are the texts of each session that the other does not have.
func (c *comparison) unlike(left, right []string) (l, r []string) {
	r = slices.Clone(right)
	for _, text := range left {
		if i := slices.IndexFunc(r, func(other string) bool { return c.text(text, other) }); i >= 0 {
			r = slices.Delete(r, i, i+1)
		} else {
			l = append(l, text)
		}
	}
	return l, r
}

func claims(found []why.Finding) []string {
	list := make([]string, len(found))
	for i, f := range found {
		list[i] = f.Claim
	}
	return list
}

// notes compares what the program said of the step by itself.
func (c *comparison) notes() {
	for _, said := range [][2][]string{{c.left.Notes, c.right.Notes}, {c.left.Warnings, c.right.Warnings}} {
		l, r := c.unlike(said[0], said[1])
		for i := range max(len(l), len(r)) {
			c.tell(PartNote, "", nth(l, i), nth(r, i))
		}
	}
}
