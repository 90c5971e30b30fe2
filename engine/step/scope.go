package step

import (
	"maps"
	"slices"
	"strings"
)

// Scope is what a line can refer to: the sockets and the calls that lines before it have
// made.
type Scope struct {
	Part  bool // any name may have been made before
	Quiet bool // enough mistakes were told: no spelling is suggested for a further one

	sockets  []string // in the order in which they were made
	isSocket map[string]bool
	former   Former
	spawned  map[string]Step // calls, with the step each one makes
	open     bool            // at a prompt: calls are not known by what they make
}

// NewScope is the scope of the first line of a script, which can refer to nothing.
func NewScope() *Scope {
	return &Scope{isSocket: map[string]bool{}, former: Former{}, spawned: map[string]Step{}}
}

func (s *Scope) has(name string) bool { return s.isSocket[name] }

func (s *Scope) add(name string) {
	if !s.isSocket[name] {
		s.isSocket[name] = true
		s.sockets = append(s.sockets, name)
	}
}

// recent are the names that a misspelt one is held against: the newest, of very many.
func (s *Scope) recent() []string {
	const most = 1000
	return s.sockets[max(0, len(s.sockets)-most):]
}

// calls are the names of the calls that were spawned.
func (s *Scope) calls() []string { return slices.Collect(maps.Keys(s.spawned)) }

// served reports whether a name can be that of a connection that the event loop has
// accepted: the name of its listener, and its number.
func (s *Scope) served(name string) bool {
	at := strings.LastIndexByte(name, '_')
	return at > 0 && at+1 < len(name) && strings.Trim(name[at+1:], "0123456789") == "" && s.has(name[:at])
}

// check reports whether a socket is known by name.
func (s *Scope) check(p *parser, at word, name string) error {
	if s.has(name) || s.served(name) || s.Part && isName(name) {
		return nil
	}
	if len(s.sockets) == 0 {
		return p.wrong(at, "there is no socket %q: none has been made yet", Clip(name))
	}
	return p.wrong(at, "there is no socket %q%s", Clip(name), p.suggest(name, s.recent))
}
