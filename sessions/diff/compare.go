package diff

import (
	"cmp"
	"slices"

	"netnet-tui/engine"
	"netnet-tui/sessions/why"
)

// Compare reports the differences between two sessions. Those that only show that one session was a moment
// ahead are included if all is set. Compare returns an error if an event cannot be decoded.
func Compare(left, right Session, all bool) (Report, error) {
	pairs, err := align(left.Events, right.Events)
	if err != nil {
		return Report{}, err
	}
	c := newComparison(left, right, all)
	for _, p := range pairs {
		if err := c.pair(p); err != nil {
			return Report{}, err
		}
	}
	c.lasting.end(c.steps)
	for i := range c.steps {
		c.steps[i].follow()
	}
	told := differing(c.steps, all)
	return Report{Left: side(left), Right: side(right), Steps: told, Same: len(pairs) - len(told)}, nil
}

func side(s Session) Side { return Side{s.Name, s.Network, s.Events.Len(), s.Unit} }

// differing returns the steps to report, with the differences to report.
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
			s.Timing = !s.Changed() && onlyTime(differences)
			told = append(told, s)
		}
	}
	return told
}

// comparison goes through two sessions, one pair of steps after another.
type comparison struct {
	*chosen
	skipper
	sides   [2]Session
	lasting *lasting
	alone   [2]map[string]string // the values of options that a step of only one session has set, by socket and name
	tallies map[string]tally
	all     bool // findings are reported even if nothing else differs
	past    [2]why.Past
	behind  []later // pairs that past lacks so far
	steps   []Step
	alike   Step // stands for pairs that were not decoded

	left, right *engine.Event // the pair being compared
	found       []Difference
}

// later is a pair still to be added to the past.
type later struct {
	pair
	trail
	events [2]*engine.Event // both nil if it has not been decoded
}

func newComparison(left, right Session, all bool) *comparison {
	return &comparison{sides: [2]Session{left, right}, chosen: newChosen(), lasting: newLasting(), alone: [2]map[string]string{{}, {}}, skipper: skipper{tracker: tracker{known: map[string]string{}}}, tallies: map[string]tally{}, all: all, alike: Step{Left: &Place{}, Right: &Place{}}}
}

// pair compares the next pair.
func (c *comparison) pair(p pair) error {
	skipped, err := c.skip(p)
	if err != nil {
		return err
	}
	if skipped {
		c.steps = append(c.steps, c.alike)
		c.behind = append(c.behind, later{pair: p, trail: c.tracker.trail()})
		return nil
	}
	c.tracker.forget()
	of, err := c.decode(p)
	if err != nil {
		return err
	}
	s, err := c.step(p, of[0], of[1])
	if err != nil {
		return err
	}
	c.steps = append(c.steps, s)
	if len(c.behind) > 0 {
		c.behind = append(c.behind, later{pair: p, events: of})
		return nil
	}
	c.remember(of)
	return nil
}

// decode decodes both events of a pair in parallel; the event of a step that a session does not have is
// nil.
func (c *comparison) decode(p pair) (of [2]*engine.Event, err error) {
	event := func(side, i int) error {
		if i < 0 {
			return nil
		}
		e, err := c.sides[side].Events.Event(i)
		of[side] = &e
		return err
	}
	left := make(chan error, 1)
	go func() { left <- event(0, p.left) }()
	err = event(1, p.right)
	return of, cmp.Or(<-left, err)
}

// remember adds a pair to the past.
func (c *comparison) remember(of [2]*engine.Event) {
	for side, e := range of {
		if e != nil {
			c.past[side].Add(*e)
		}
	}
}

// catchUp adds all earlier pairs to the past.
func (c *comparison) catchUp() error {
	for _, l := range needed(c.behind) {
		if l.events == [2]*engine.Event{} {
			var err error
			if l.events, err = c.decode(l.pair); err != nil {
				return err
			}
		}
		c.remember(l.events)
	}
	c.behind = c.behind[:0]
	return nil
}

// step compares one pair; one of the two may be nil.
func (c *comparison) step(p pair, l, r *engine.Event) (Step, error) {
	s := Step{Left: c.sides[0].place(p.left, l), Right: c.sides[1].place(p.right, r)}
	for side, e := range []*engine.Event{l, r} {
		if e != nil {
			c.asked(side, e.Step)
		}
	}
	if !s.Both() {
		c.setAlone(0, l)
		c.setAlone(1, r)
		return s, nil
	}
	c.left, c.right, c.found = l, r, nil
	c.lasting.begin(len(c.steps), l, r)
	c.evidence() // first, because it teaches what the kernel has chosen
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
		if err := c.catchUp(); err != nil {
			return s, err
		}
		c.findings()
	}
	s.Differences = c.found
	return s, nil
}

// tell adds a difference.
func (c *comparison) tell(part Part, what, left, right string) {
	c.found = append(c.found, Difference{Part: part, What: what, Left: left, Right: right})
}

// findings compares the findings about the answers.
func (c *comparison) findings() {
	l, r := c.unlike(claims(why.Explain(&c.past[0], *c.left)), claims(why.Explain(&c.past[1], *c.right)))
	for i := range max(len(l), len(r)) {
		c.tell(PartWhy, "", nth(l, i), nth(r, i))
	}
}

// follow makes the differences in findings fleeting if all other differences are, because they follow from
// those.
func (s *Step) follow() {
	if slices.ContainsFunc(s.Differences, func(d Difference) bool { return d.Part != PartWhy && !d.Fleeting }) {
		return
	}
	for i := range s.Differences {
		s.Differences[i].Fleeting = true
	}
}

// unlike returns the texts of each session that the other does not have.
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

// notes compares the program's own remarks about the step.
func (c *comparison) notes() {
	for _, said := range [][2][]string{{c.left.Notes, c.right.Notes}, {c.left.Warnings, c.right.Warnings}} {
		l, r := c.unlike(said[0], said[1])
		for i := range max(len(l), len(r)) {
			c.tell(PartNote, "", nth(l, i), nth(r, i))
		}
	}
}
