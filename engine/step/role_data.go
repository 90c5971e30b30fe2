package step

import "strconv"

// RoleData is what is written: a quoted text, or a number for an eventfd.
var RoleData Role = dataRole{textRole{"text"}}

type dataRole struct{ textRole }

func (dataRole) lacks(s *Step) bool { return (s.Text == nil) == (s.Number == nil) }

func (r dataRole) print(s *Step) []string {
	if s.Number != nil {
		return []string{strconv.FormatUint(*s.Number, 10)}
	}
	return r.textRole.print(s)
}

func (r dataRole) check(s *Step, param Param) error {
	if s.Number != nil {
		return nil
	}
	return r.textRole.check(s, param)
}

func (r dataRole) read(p *parser, param Param) error {
	n, err := strconv.ParseUint(p.peek(), 0, 64)
	if err != nil {
		return r.textRole.read(p, param)
	}
	p.take()
	p.step.Number = &n
	return nil
}
