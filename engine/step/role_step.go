package step

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// RoleStep is a whole step that is one system call.
var RoleStep Role = stepRole{"step"}

type stepRole struct{ role }

func (stepRole) lacks(s *Step) bool           { return s.Spawned == nil || s.Spawned.Spawned != nil }
func (stepRole) check(s *Step, _ Param) error { return s.Spawned.spawnable() }
func (stepRole) print(s *Step) []string       { return []string{s.Spawned.String()} }
func (stepRole) complete(place) []string      { return verbNames() }

// read takes the step that a separate thread makes.
func (stepRole) read(p *parser, _ Param) error {
	inner := &parser{words: p.words, end: p.end, scope: p.scope}
	if at := slices.IndexFunc(p.words, func(w word) bool { return w.raw == arrow && !w.quoted }); at >= 0 {
		return p.wrong(p.words[at], "a spawned call has no answer yet: put the outcome after join")
	}
	if strings.EqualFold(inner.peek(), "at") {
		if err := inner.at(); err != nil {
			return err
		}
	}
	if err := inner.call(); err != nil {
		return err
	}
	if !inner.verb.OneCall() {
		return p.wrong(p.words[0], "spawn makes one system call, and %s is not one", inner.verb.Name)
	}
	p.words = nil
	p.step.Spawned = &inner.step
	return nil
}

// spawnable returns an error if a step can't be spawned: it must be one system call.
func (s *Step) spawnable() error {
	if verb, ok := FindVerb(s.Verb); ok && !verb.OneCall() {
		return fmt.Errorf("a spawned call is one system call, and %s is not", s.Verb)
	}
	if s.Within != 0 || len(s.Want) > 0 || s.Repeats() {
		return errors.New("a spawned call is made once, without within or an outcome: those belong to join")
	}
	return s.Check()
}
