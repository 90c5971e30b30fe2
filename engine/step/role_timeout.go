package step

import "errors"

// RoleTimeout is how long to wait. A negative timeout means forever, which a verb that only waits can't take.
var RoleTimeout Role = timeoutRole{"timeout"}

type timeoutRole struct{ role }

func (timeoutRole) lacks(s *Step) bool { return s.Timeout == nil }

func (timeoutRole) print(s *Step) []string {
	if s.Timeout == nil {
		return nil
	}
	return []string{FormatDuration(*s.Timeout)}
}

func (timeoutRole) check(s *Step, param Param) error {
	if s.Timeout != nil && *s.Timeout < 0 && !param.Optional {
		return errors.New("a time below 0 can't pass")
	}
	return nil
}

func (timeoutRole) read(p *parser, param Param) error {
	w, err := p.need("a duration, such as 200ms")
	if err != nil {
		return err
	}
	d, err := ParseDuration(w.raw)
	if err != nil || w.quoted || d < 0 && !param.Optional {
		return p.wrong(w, "%q is not a duration: write a number with us, ms, s or m, such as 200ms", Clip(w.raw))
	}
	p.step.Timeout = &d
	return nil
}
