package learn

import (
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
)

// Verdict is the result of a prediction.
type Verdict struct {
	Answer string // the reader's answer, "" if none was asked for
	True   string // what the kernel did
	Choice int    // the index of the true choice, -1 for a value
	Right  bool
	Failed string // why the result is unknown

	seq uint64 // of the event that it is about
}

// asked returns the prediction about the steps of the current block, and the index of its block.
func (p *Play) asked() (int, *lesson.Prediction) {
	asked := p.Lesson.Asked(p.block)
	for i := p.block - 1; i >= 0 && asked != nil; i-- {
		if p.Lesson.Blocks[i].Predict == asked {
			return i, asked
		}
	}
	return 0, nil
}

// Judge returns a function that asks the kernel whether conditions hold. It may block, so it runs in the
// background, and returns what [Play.Judged] takes.
func (p *Play) Judge() func(script.Doer) Judgement {
	p.judging, p.stale = true, false
	b, _ := p.now()
	block, record := p.block, p.record
	if b.Goal != nil {
		return func(d script.Doer) Judgement {
			held, err := lesson.All(b.Goal.Reach, d.Do, &record)
			return Judgement{play: p, block: block, reached: held, err: err}
		}
	}
	at, asked := p.asked()
	return func(d script.Doer) Judgement {
		j := Judgement{play: p, block: at, choice: -1}
		if asked.Value != nil {
			j.value, j.err = asked.Came(d.Do, &record)
			return j
		}
		list, err := asked.True(d.Do, &record)
		if j.err = err; len(list) == 1 {
			j.choice = list[0]
		}
		return j
	}
}

// Judgement is the kernel's answer about conditions.
type Judgement struct {
	play    *Play
	block   int
	reached bool
	choice  int
	value   string
	err     error
}

// Judged takes the kernel's answer, and reports whether to ask again.
func (p *Play) Judged(j Judgement) (judge bool) {
	if j.play != p || !p.judging {
		return false
	}
	p.judging = false
	b := p.Lesson.Blocks[j.block]
	if b.Goal != nil {
		if j.reached {
			p.reached[j.block] = reaching{p.record.Toward(), p.last}
			p.State.Reach(j.block, p.record.Toward())
		}
		return !j.reached && p.stale
	}
	p.told[j.block] = p.verdict(j, b.Predict)
	p.leave()
	return false
}

// verdict compares the reader's answer with what the kernel did.
func (p *Play) verdict(j Judgement, asked *lesson.Prediction) Verdict {
	said, answered := p.State.Said[j.block]
	v := Verdict{Answer: said, Choice: j.choice, seq: p.last}
	switch {
	case j.err != nil:
		v.Failed = j.err.Error()
		return v
	case asked.Value != nil:
		v.True, v.Right = j.value, asked.Value.Right(said, j.value)
	case j.choice < 0:
		v.Failed = "on this machine none of the choices is what the kernel did, or more than one"
		return v
	default:
		v.True = asked.Choices[j.choice].Text
		v.Right = said == v.True
	}
	if answered {
		p.State.Answer(j.block, v.Right)
	}
	return v
}
