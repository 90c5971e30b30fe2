package program

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine/step"
)

// names maps each name to its descriptor as the bench does, line by line.
type names struct {
	program *Program
	known   map[string]*entry
	order   []string // names in the order they were given
	former  step.Former
	taken   map[string]bool // identifiers
}

// entry is what a name stands for.
type entry struct {
	ref     Ref
	process string
	open    bool
}

func newNames(p *Program) *names {
	return &names{program: p, known: map[string]*entry{}, former: step.Former{}, taken: map[string]bool{}}
}

// variable adds a variable with an identifier based on name.
func (n *names) variable(name string, many int) *Variable {
	base := strings.TrimRight(name, "'")
	id := base
	for i := 2; n.taken[id]; i++ {
		id = fmt.Sprintf("%s_%d", base, i)
	}
	n.taken[id] = true
	v := &Variable{Name: id, Many: many}
	n.program.Variables = append(n.program.Variables, v)
	return v
}

// give gives a name to a descriptor. A descriptor that had it before and is still open gets another name.
func (n *names) give(name, process string, ref Ref) {
	if old, ok := n.known[name]; ok && old.open {
		next := n.former.Next(name, func(name string) bool { return n.known[name] != nil })
		n.known[next] = old
		n.order = append(n.order, next)
	}
	if !slices.Contains(n.order, name) {
		n.order = append(n.order, name)
	}
	n.known[name] = &entry{ref, process, true}
}

// make adds a variable for what a step makes and gives it the name, numbered if the step is repeated.
func (n *names) make(name, process string, times int) Ref {
	full := step.InProcess(process, name)
	if times == 0 {
		ref := Ref{n.variable(full, 0), 0}
		n.give(full, process, ref)
		return ref
	}
	v := n.variable(full, times)
	for round := 1; round <= min(times, mostGiven); round++ {
		n.give(step.NameOf(full, round), process, Ref{v, round})
	}
	return Ref{v, 0}
}

// mostGiven is how many names of one repeated step are recorded at most.
const mostGiven = 2000

// find returns what a name stands for in a process.
func (n *names) find(name, process string) (*entry, bool) {
	e, ok := n.known[step.InProcess(process, name)]
	return e, ok
}

// close ends what a name stands for.
func (n *names) close(name, process string) {
	if e, ok := n.find(name, process); ok {
		e.open = false
	}
}

// fork names the descriptors that a forked process inherits. They have the same numbers, so the variables are shared.
func (n *names) fork(process string) {
	for _, name := range slices.Clone(n.order) {
		if e := n.known[name]; e.open && e.process == "" {
			n.give(step.InProcess(process, name), process, e.ref)
		}
	}
}

// ended marks the descriptors of a process as closed.
func (n *names) ended(process string) {
	for _, e := range n.known {
		if e.process == process {
			e.open = false
		}
	}
}

// implied sets the process of a step that doesn't name one, if all descriptors it names belong to the same process.
func (n *names) implied(s *step.Step) {
	verb, ok := step.FindVerb(s.Verb)
	if !ok || s.At != "" || len(s.Names) > 0 || s.Spawned != nil || !verb.Forkable() {
		return
	}
	s.Interests = slices.Clone(s.Interests)
	fields := []*string{&s.Socket, &s.Other}
	for i := range s.Interests {
		fields = append(fields, &s.Interests[i].Socket)
	}
	process := ""
	for _, name := range fields {
		if *name == "" {
			continue
		}
		e, ok := n.known[*name]
		if !ok || e.process == "" || process != "" && e.process != process {
			return
		}
		process = e.process
	}
	if process == "" {
		return
	}
	s.At = process
	for _, name := range fields {
		*name = step.NameThere(process, *name)
	}
}
