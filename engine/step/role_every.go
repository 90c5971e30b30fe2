package step

import "errors"

// RoleEvery is the interval of a timerfd after it first expires: every 50ms.
var RoleEvery Role = everyRole{"every"}

type everyRole struct{ role }

func (everyRole) complete(place) []string { return []string{"every"} }

func (everyRole) print(s *Step) []string {
	if s.Every == 0 {
		return nil
	}
	return []string{"every", FormatDuration(s.Every)}
}

func (everyRole) check(s *Step, _ Param) error {
	if s.Every < 0 {
		return errors.New("a time below 0 can't pass")
	}
	return nil
}

// read takes the word and its duration; any other word is left for the flags.
func (everyRole) read(p *parser, _ Param) error {
	if p.peek() != "every" {
		return nil
	}
	p.take()
	w, err := p.need("a duration, such as 50ms")
	if err != nil {
		return err
	}
	d, err := ParseDuration(w.raw)
	if err != nil || w.quoted || d <= 0 {
		return p.wrong(w, "%q is not how often a timer expires: write a number with us, ms, s or m, such as 50ms", Clip(w.raw))
	}
	p.step.Every = d
	return nil
}
