package step

import (
	"fmt"
	"strconv"
)

// RoleLimit is a resource limit and its value: nofile 20.
var RoleLimit Role = limitRole{"limit"}

type limitRole struct{ role }

func (limitRole) lacks(s *Step) bool     { return s.Key == "" }
func (limitRole) print(s *Step) []string { return []string{s.Key, strconv.FormatUint(s.Limit, 10)} }

func (limitRole) check(s *Step, _ Param) error {
	if s.Key != "nofile" {
		return fmt.Errorf("there is no limit %q: nofile is the number of descriptors", Clip(s.Key))
	}
	return nil
}

func (limitRole) read(p *parser, _ Param) error {
	w, err := p.need("nofile and a number")
	if err != nil {
		return err
	}
	if w.raw != "nofile" {
		return p.wrong(w, "there is no limit %q: write nofile, the number of descriptors", Clip(w.raw))
	}
	p.step.Key = w.raw
	if w, err = p.need("a number of descriptors"); err != nil {
		return err
	}
	n, err := strconv.ParseUint(w.raw, 10, 32)
	if err != nil {
		return p.wrong(w, "%q is not a number of descriptors", Clip(w.raw))
	}
	p.step.Limit = n
	return nil
}
