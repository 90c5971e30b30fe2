package step

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Scope is what a line can refer to: the sockets and the calls that lines before it have
// made.
type Scope struct {
	Part  bool // any name may have been made before
	Quiet bool // enough mistakes were told: no spelling is suggested for a further one

	sockets  []string // in the order in which they were made
	isSocket map[string]bool
	series   map[string]int // how many sockets s_1, s_2, … a repeated step has made, by the name s
	former   Former
	forks    map[string]bool // processes
	at       string          // the process of the line that is read; "" is the engine
	spawned  map[string]Step // calls, with the step each one makes
	open     bool            // at a prompt: calls are not known by what they make
}

// NewScope is the scope of the first line of a script, which can refer to nothing.
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

// serial takes a name such as s_17 apart; n is 0 where it is not one.
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

// give adds what a line makes. A socket that had the name has another one from here on.
func (s *Scope) give(name string) {
	if s.has(name) {
		s.add(s.former.Next(name, s.has))
	}
	s.add(name)
}

// giveSeries adds what a repeated step makes: s_1, s_2, …
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
	s.add(NameOf(name, 1)) // which a misspelt name is held against
}

// InProcess is what others call a socket of a process: k_s is s of process k. The engine's own
// have the names that they have.
func InProcess(process, name string) string {
	if process == "" {
		return name
	}
	return process + "_" + name
}

// NameThere is what a process calls a socket of its own that others call k_s: s.
func NameThere(process, name string) string { return strings.TrimPrefix(name, InProcess(process, "")) }

// fork adds a process, with copies of all sockets that there are.
func (s *Scope) fork(process string) {
	s.forks[process] = true
	for _, name := range slices.Clone(s.sockets) {
		s.add(InProcess(process, name))
	}
	for name, n := range maps.Clone(s.series) {
		s.series[InProcess(process, name)] = n
	}
}

// checkProcess reports whether a process is known by name.
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

// recent are the names that a misspelt one is held against: the newest, of very many.
func (s *Scope) recent() []string {
	const most = 1000
	return namesIn(s.at, s.sockets[max(0, len(s.sockets)-most):])
}

// namesIn are the names as a process has them, without those that it does not have.
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

// calls are the names of the calls that were spawned.
func (s *Scope) calls() []string { return slices.Collect(maps.Keys(s.spawned)) }

// served reports whether a name can be that of a connection that the event loop has
// accepted: the name of its listener, and its number.
func (s *Scope) served(name string) bool {
	base, n := serial(name)
	return n > 0 && s.has(base)
}

// check reports whether a socket is known by name.
func (s *Scope) check(p *parser, at word, name string) error {
	if there := InProcess(s.at, name); s.has(there) || s.served(there) || s.Part && isName(name) {
		return nil
	}
	if len(s.sockets) == 0 {
		return p.wrong(at, "there is no socket %q: none has been made yet", Clip(name))
	}
	return p.wrong(at, "there is no socket %q%s", Clip(name), p.suggest(name, s.recent))
}
