package step

import (
	"fmt"
	"math"
	"strconv"
)

// RoleNumber is the initial value of an eventfd.
var RoleNumber Role = numberRole{"number"}

type numberRole struct{ role }

func (numberRole) print(s *Step) []string {
	if s.Number == nil {
		return nil
	}
	return []string{strconv.FormatUint(*s.Number, 10)}
}

func (numberRole) check(s *Step, _ Param) error {
	if s.Number != nil && *s.Number > math.MaxUint32 {
		return fmt.Errorf("%d is out of bounds: an eventfd begins with at most %d", *s.Number, uint32(math.MaxUint32))
	}
	return nil
}

// read takes a number; anything else is left for the flags.
func (numberRole) read(p *parser, _ Param) error {
	n, err := strconv.ParseUint(p.peek(), 0, 64)
	if err != nil {
		return nil
	}
	if n > math.MaxUint32 {
		return p.wrong(p.words[0], "%d is out of bounds: an eventfd begins with at most %d", n, uint32(math.MaxUint32))
	}
	p.take()
	p.step.Number = &n
	return nil
}
