package program

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine/step"
)

// names knows which descriptor each name stands for, as the bench has it line after line.
type names struct {
	program *Program
	known   map[string]*entry
	order   []string // names, as they were given
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

// variable adds one whose identifier is near a name.
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

// give gives a name to a descriptor. One that had it before and is open goes on under another name.
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

// make adds a variable for what a step makes, and gives it the name, with numbers where the step is
// repeated.
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

// mostGiven bounds how many names of one repeated step are remembered one by one.
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

// fork gives the copies of a process their names. A copy has the number of its original, so its
// variable is the same.
func (n *names) fork(process string) {
	for _, name := range slices.Clone(n.order) {
		if e := n.known[name]; e.open && e.process == "" {
			n.give(step.InProcess(process, name), process, e.ref)
		}
	}
}

// ended closes what a process had.
func (n *names) ended(process string) {
	for _, e := range n.known {
		if e.process == process {
			e.open = false
		}
	}
}

// implied is the process of a step that names only descriptors of that one: a step that says
// nothing else is made there.
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
