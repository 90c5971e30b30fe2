package diff

import (
	"slices"

	"netnet-tui/engine"
	"netnet-tui/sessions/why"
)

// Compare reports what differs between two sessions. Differences that say only that one was a moment ahead
// are told if all is set. The error is that of an event that can't be decoded.
func Compare(left, right Session, all bool) (Report, error) {
	pairs, err := align(left.Events, right.Events)
	if err != nil {
		return Report{}, err
	}
	done := make(chan struct{})
	defer close(done)
	events := [2]<-chan decoded{decode(left.Events, done), decode(right.Events, done)}
	c := &comparison{chosen: newChosen(), lasting: newLasting(), tallies: map[string]tally{}, all: all}
	for _, p := range pairs {
		var of [2]*engine.Event
		for side, has := range []bool{p.left >= 0, p.right >= 0} {
			if !has {
				continue
			}
			next := <-events[side]
			if next.err != nil {
				return Report{}, next.err
			}
			of[side] = &next.event
		}
		c.steps = append(c.steps, c.step(of[0], of[1]))
	}
	c.lasting.end(c.steps)
	for i := range c.steps {
		c.steps[i].follow()
	}
	told := differing(c.steps, all)
	return Report{Left: side(left), Right: side(right), Steps: told, Same: len(pairs) - len(told)}, nil
}

func side(s Session) Side { return Side{s.Name, s.Network, s.Events.Len()} }

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
	all     bool // what is found is told even where nothing else differs
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
			defer c.past[side].Add(*e)
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
	offset := len(c.found)
	c.found = append(c.found, seen...)
	c.lasting.settle(c.steps, c.found, offset, offset > 0)
	if len(c.found) == 0 {
		c.notes()
	}
	if len(c.found) > 0 || c.all {
		c.findings()
	}
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

// findings compares what is found about the answers.
func (c *comparison) findings() {
	l, r := c.unlike(claims(why.Explain(&c.past[0], *c.left)), claims(why.Explain(&c.past[1], *c.right)))
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
