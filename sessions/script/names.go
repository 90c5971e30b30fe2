package script

import (
	"maps"
	"slices"
	"strings"

	"netnet-tui/engine"
)

// names is what a line can refer to.
type names struct {
	sockets []string // in the order in which they came to be known
	known   map[string]bool
	former  engine.Former
	spawned map[string]engine.Step // calls, with the step each one makes
	open    bool                   // at a prompt: calls are not known by what they make
	part    bool                   // any name may have been made before
	quiet   bool                   // enough mistakes were told: a further one is only counted
}

func newNames() *names {
	return &names{known: map[string]bool{}, former: engine.Former{}, spawned: map[string]engine.Step{}}
}

func (n *names) has(name string) bool { return n.known[name] }

func (n *names) add(name string) {
	if !n.known[name] {
		n.known[name] = true
		n.sockets = append(n.sockets, name)
	}
}

// recent are the names that a misspelt one is held against: the newest, of very many.
func (n *names) recent() []string {
	const most = 1000
	return n.sockets[max(0, len(n.sockets)-most):]
}

// calls are the names of the calls that were spawned.
func (n *names) calls() []string { return slices.Collect(maps.Keys(n.spawned)) }

// served reports whether a name can be that of a connection that the event loop has
// accepted: the name of its listener, and its number.
func (n *names) served(name string) bool {
	at := strings.LastIndexByte(name, '_')
	return at > 0 && at+1 < len(name) && strings.Trim(name[at+1:], "0123456789") == "" && n.has(name[:at])
}
