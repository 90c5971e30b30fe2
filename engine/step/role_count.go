package step

import (
	"fmt"
	"math"
	"strconv"
)

// RoleCount is a whole number: a backlog, a maximum of events, a number of rounds.
var RoleCount Role = countRole{"count"}

type countRole struct{ role }

func (countRole) lacks(s *Step) bool     { return s.Count == nil }
func (countRole) print(s *Step) []string { return []string{strconv.Itoa(*s.Count)} }

func (countRole) check(s *Step, _ Param) error {
	if s.Count != nil && (*s.Count < math.MinInt32 || *s.Count > math.MaxInt32) {
		return fmt.Errorf("%d is out of bounds: a number of C has 32 bits", *s.Count)
	}
	return nil
}

// read leaves a word that looks like a duration for the timeout, if the verb has one.
func (countRole) read(p *parser, param Param) error {
	if p.done() {
		_, err := p.need(withArticle(param.Name) + ", such as 0")
		return err
	}
	n, err := strconv.ParseInt(p.peek(), 10, 32)
	if err != nil {
		if _, err := ParseDuration(p.peek()); err == nil && param.Optional && p.verb.takes(RoleTimeout) {
			return nil
		}
		return p.wrong(p.words[0], "%q is not a number for %s: write a whole number", Clip(p.words[0].raw), param.Name)
	}
	p.take()
	count := int(n)
	p.step.Count = &count
	return nil
}
