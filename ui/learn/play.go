package learn

import (
	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
)

// Moment is what a play waits for.
type Moment int

// The moments of a play.
const (
	Asking   Moment = iota // for an answer to a prediction
	Stepping               // for a key that makes the next step
	Waiting                // for the event of the step under way
	Judging                // for the kernel to say whether conditions hold
	Striving               // for the reader's steps toward a goal
	Reached                // for the reader, who reads about the goal reached
	Over                   // for nothing: this is the end
)

// reaching says when a goal was reached.
type reaching struct {
	steps int
	seq   uint64
}

// Play is a lesson being played: how far it is, and what the kernel has answered. It makes no steps itself,
// and draws nothing.
type Play struct {
	Lesson *lesson.Lesson
	State  *lesson.State // what is kept of it

	block   int // the next one
	nth     int // the next step, in the block
	record  lesson.Record
	under   uint64           // the tag of the step under way, 0 for none
	judging bool             // conditions are being checked
	stale   bool             // something was made in the meantime
	told    map[int]Verdict  // by the block of a prediction
	reached map[int]reaching // by the block of a goal
	hints   map[int]int      // how many are shown, by the block of a goal
	prose   map[int]filling  // by block, up to the current one
	made    []engine.Event   // of the lesson's steps
	own     map[uint64]bool  // the sequence numbers of the steps that the play has posted
	last    uint64           // the sequence number of the newest event
	latest  *engine.Event    // the newest event; nil for none
	until   point            // steps before it are made without a key
	back    uint64           // the session has returned to this event, and those up to it arrive again
}

// point is a place in a lesson.
type point struct{ block, nth int }

func (p point) before(q point) bool {
	return p.block < q.block || p.block == q.block && p.nth < q.nth
}

// Begin begins to play a lesson. What the reader had made before is run again first.
func Begin(l *lesson.Lesson, kept *lesson.State) *Play {
	p := &Play{
		Lesson: l, State: kept, until: point{kept.Block, kept.Step}, own: map[uint64]bool{},
		told: map[int]Verdict{}, reached: map[int]reaching{}, hints: map[int]int{},
	}
	if kept.Block >= len(l.Blocks) { // a finished lesson starts over
		kept.Restart()
		p.until = point{}
	}
	p.clear()
	p.read()
	return p
}

// clear forgets what was made.
func (p *Play) clear() {
	p.block, p.nth, p.record, p.under, p.judging = 0, 0, lesson.Record{}, 0, false
	p.prose, p.made, p.latest = map[int]filling{}, nil, nil
}

// Moment returns what the play waits for.
func (p *Play) Moment() Moment {
	switch {
	case p.judging:
		return Judging
	case p.under != 0:
		return Waiting
	case p.block >= len(p.Lesson.Blocks):
		return Over
	}
	switch b := p.Lesson.Blocks[p.block]; {
	case b.Predict != nil:
		return Asking
	case b.Goal == nil:
		return Stepping
	}
	if _, ok := p.reached[p.block]; ok {
		return Reached
	}
	return Striving
}

// read skips what is only read, up to the next block that waits for something.
func (p *Play) read() {
	for ; p.block < len(p.Lesson.Blocks); p.block, p.nth = p.block+1, 0 {
		b := p.Lesson.Blocks[p.block]
		switch {
		case b.Predict != nil:
			_, answered := p.State.Said[p.block]
			_, told := p.told[p.block]
			if !answered && !told && !p.catchingUp() {
				p.keep()
				return
			}
		case b.Goal != nil:
			p.record.Set()
			p.keep()
			return
		case len(b.Steps) > 0:
			p.keep()
			return
		default:
			p.fill()
		}
	}
	p.keep()
}

// filling maps the remarks of a block of prose to what replaces them.
type filling map[string]string

// fill fills in the remarks of the current prose, from what has been made so far.
func (p *Play) fill() {
	filled := filling{}
	for _, line := range p.Lesson.Blocks[p.block].Text {
		for _, remark := range lesson.Remarks(line) {
			filled[remark], _ = p.record.Fill(remark) // what cannot be filled in stays as it is
		}
	}
	p.prose[p.block] = filled
}

// keep records how far the reader has come.
func (p *Play) keep() {
	if p.catchingUp() || p.back > 0 {
		return
	}
	p.State.Block, p.State.Step = p.block, p.nth
	p.State.Done = p.State.Done || p.block >= len(p.Lesson.Blocks)
}

// catchingUp reports whether steps that the reader made before are being run again.
func (p *Play) catchingUp() bool { return point{p.block, p.nth}.before(p.until) }

// Next returns the next step, or false if something else is waited for.
func (p *Play) Next() (engine.Step, bool) {
	b, ok := p.now()
	switch {
	case !ok || p.Moment() != Stepping && (b.Goal == nil || !p.catchingUp()):
		return engine.Step{}, false
	case b.Goal != nil:
		return b.Goal.Solution[p.nth], true
	}
	return b.Steps[p.nth], true
}

// now returns the block that waits for something, or false at the end.
func (p *Play) now() (lesson.Block, bool) {
	if p.block >= len(p.Lesson.Blocks) {
		return lesson.Block{}, false
	}
	return p.Lesson.Blocks[p.block], true
}

// Latest returns the newest event, of a step of the lesson or the reader's own, or false if there is none.
func (p *Play) Latest() (engine.Event, bool) {
	if p.latest == nil {
		return engine.Event{}, false
	}
	return *p.latest, true
}

// Post records that the next step has been posted with a tag.
func (p *Play) Post(tag uint64) { p.under = tag }

// Answer takes the reader's prediction.
func (p *Play) Answer(text string) {
	if p.Moment() == Asking {
		p.State.Say(p.block, text)
		p.leave()
	}
}

// Hint shows one more hint of the goal, and reports whether there was one.
func (p *Play) Hint() bool {
	b, ok := p.now()
	if !ok || b.Goal == nil || p.hints[p.block] >= len(b.Goal.Hints) {
		return false
	}
	p.hints[p.block]++
	return true
}

// GoOn continues after a goal that has been reached.
func (p *Play) GoOn() {
	if p.Moment() == Reached {
		p.leave()
	}
}

// Take takes an event of the session, and reports whether conditions have to be checked now.
func (p *Play) Take(e engine.Event) (judge bool) {
	again := e.Seq <= p.back
	if e.Seq >= p.back {
		if p.back = 0; again {
			defer p.askAgain()
		}
	}
	p.last, p.latest = e.Seq, &e
	if e.Step.Tag != 0 && e.Step.Tag == p.under {
		p.own[e.Seq] = true
	} else if !again || !p.own[e.Seq] {
		delete(p.own, e.Seq)
		p.record.Beside(e)
		p.stale = p.judging
		return p.Moment() == Striving && !again && !p.catchingUp()
	}
	p.under = 0
	for again && p.Moment() == Reached {
		p.GoOn()
	}
	b, ok := p.now()
	switch {
	case !ok:
		return false
	case b.Goal != nil: // the solution, while catching up with the reader
		p.record.Beside(e)
		if p.nth++; p.nth == len(b.Goal.Solution) {
			p.reached[p.block] = reaching{p.record.Toward(), e.Seq}
			p.leave()
		}
		return false
	}
	p.record.Add(e)
	p.made = append(p.made, e)
	if p.nth++; p.nth < len(b.Steps) {
		p.keep()
		return false
	}
	at, asked := p.asked()
	if _, told := p.told[at]; asked != nil && !told {
		return true
	}
	p.leave()
	return false
}

// leave continues after the block.
func (p *Play) leave() {
	p.block, p.nth = p.block+1, 0
	p.read()
}
