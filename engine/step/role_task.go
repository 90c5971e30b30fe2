package step

import (
	"fmt"
	"strings"
)

// The names of spawned calls.
var (
	RoleTask    Role = taskRole{"task", false} // an existing one
	RoleNewTask Role = taskRole{"task", true}  // the one to be spawned
)

// taskRole is the name of a spawned call.
type taskRole struct {
	role
	fresh bool
}

func (taskRole) lacks(s *Step) bool         { return s.Task == "" }
func (taskRole) print(s *Step) []string     { return []string{s.Task} }
func (taskRole) complete(at place) []string { return at.Bench }

func (taskRole) check(s *Step, _ Param) error {
	if !isName(s.Task) {
		return fmt.Errorf(notAName, Clip(s.Task))
	}
	return nil
}

func (r taskRole) read(p *parser, _ Param) error {
	w, err := p.need("a name for the call")
	if err != nil {
		return err
	}
	if !oneWord(w.raw) {
		return p.wrong(w, notAName, Clip(w.raw))
	}
	p.step.Task = w.raw
	_, spawned := p.scope.spawned[w.raw]
	if r.fresh || spawned || p.scope.Part || p.scope.open && p.scope.has(w.raw) {
		return nil
	}
	return p.wrong(w, "there is no spawned call %q%s", Clip(w.raw), p.suggest(w.raw, p.scope.calls))
}

// oneWord reports whether a word is a name without primes.
func oneWord(text string) bool { return isName(text) && !strings.HasSuffix(text, "'") }
