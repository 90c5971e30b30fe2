package step

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Scope is what a line can refer to: the sockets and calls that earlier lines have made.
type Scope struct {
	Part  bool // any name may have been made before
	Quiet bool // enough mistakes were reported: further ones get no spelling suggestions

	sockets  []string // in the order in which they were made
	isSocket map[string]bool
	series   map[string]int // how many sockets s_1, s_2, … a repeated step has made, by the name s
	former   Former
	forks    map[string]bool // processes
	at       string          // the process of the line being read; "" is the engine
	spawned  map[string]Step // the step of each spawned call
	open     bool            // at a prompt: the steps of calls are not known
}

// NewScope returns the scope of the first line of a script, which can't refer to anything.
func NewScope() *Scope {
	return &Scope{isSocket: map[string]bool{}, series: map[string]int{}, forks: map[string]bool{}, former: Former{}, spawned: map[string]Step{}}
}

func (s *Scope) has(name string) bool {
	if s.isSocket[name] {
		return true
	}
	base, n := serial(name)
	return n > 0 && n <= s.series[base]
}

// serial splits a name such as s_17; n is 0 if the name does not have that form.
func serial(name string) (base string, n int) {
	at := strings.LastIndexByte(name, '_')
	if at < 1 || at+1 == len(name) || name[at+1] == '0' {
		return "", 0
	}
	n, err := strconv.Atoi(name[at+1:])
	if err != nil || n < 1 {
		return "", 0
	}
	return name[:at], n
}

func (s *Scope) add(name string) {
	if !s.isSocket[name] {
		s.isSocket[name] = true
		s.sockets = append(s.sockets, name)
	}
}

// give adds a name that a line makes. If another socket had that name, it is renamed.
func (s *Scope) give(name string) {
	if s.has(name) {
		s.add(s.former.Next(name, s.has))
	}
	s.add(name)
}

// giveSeries adds the names that a repeated step makes: s_1, s_2, …
func (s *Scope) giveSeries(name string, times int) {
	for _, old := range slices.Clone(s.sockets) {
		if base, n := serial(old); base == name && n > s.series[name] && n <= times {
			s.give(old)
		}
	}
	for round := range min(times, s.series[name]) {
		s.give(NameOf(name, round+1))
	}
	s.series[name] = max(s.series[name], times)
	s.add(NameOf(name, 1)) // so that misspelt names can be compared with it
}

// InProcess returns the outside name of a socket of a process: k_s is s of process k. Names of the engine's own sockets
// are unchanged.
func InProcess(process, name string) string {
	if process == "" {
		return name
	}
	return process + "_" + name
}

// NameThere returns a process's own name for the socket that others call k_s: s.
func NameThere(process, name string) string { return strings.TrimPrefix(name, InProcess(process, "")) }

// fork adds a process with copies of all existing sockets.
func (s *Scope) fork(process string) {
	s.forks[process] = true
	for _, name := range slices.Clone(s.sockets) {
		s.add(InProcess(process, name))
	}
	for name, n := range maps.Clone(s.series) {
		s.series[InProcess(process, name)] = n
	}
}

// checkProcess returns an error if there is no process of that name.
func (s *Scope) checkProcess(p *parser, at word) error {
	switch {
	case !oneWord(at.raw):
		return p.wrong(at, notAName, Clip(at.raw))
	case s.forks[at.raw] || s.open || s.Part:
		return nil
	case len(s.forks) == 0:
		return p.wrong(at, "there is no process %q: fork %s makes one", at.raw, at.raw)
	}
	return p.wrong(at, "there is no process %q%s", Clip(at.raw), p.suggest(at.raw, func() []string { return slices.Collect(maps.Keys(s.forks)) }))
}

// recent returns the names that a misspelt name is compared with: if there are very many, the newest.
func (s *Scope) recent() []string {
	const most = 1000
	return namesIn(s.at, s.sockets[max(0, len(s.sockets)-most):])
}

// namesIn returns the names as a process sees them, without those of sockets it does not have.
func namesIn(process string, names []string) []string {
	if process == "" {
		return names
	}
	var there []string
	for _, name := range names {
		if local, ok := strings.CutPrefix(name, InProcess(process, "")); ok {
			there = append(there, local)
		}
	}
	return there
}

// calls returns the names of the spawned calls.
func (s *Scope) calls() []string { return slices.Collect(maps.Keys(s.spawned)) }

// served reports whether name may be that of a connection that the event loop has accepted: the name of its listener,
// and a number.
func (s *Scope) served(name string) bool {
	base, n := serial(name)
	return n > 0 && s.has(base)
}

// check returns an error if there is no socket of that name.
func (s *Scope) check(p *parser, at word, name string) error {
	if there := InProcess(s.at, name); s.has(there) || s.served(there) || s.Part && isName(name) {
		return nil
	}
	if len(s.sockets) == 0 {
		return p.wrong(at, "there is no socket %q: none has been made yet", Clip(name))
	}
	return p.wrong(at, "there is no socket %q%s", Clip(name), p.suggest(name, s.recent))
}
