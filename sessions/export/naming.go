package export

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sessions/export/program"
)

// name is an identifier for a name of the script: not one of the language's own, or of the
// prelude's. Names in capitals are those of macros and constants.
func (k *words) name(name string) string {
	known := reserved(k.prelude)
	derived := slices.ContainsFunc([]string{"_message", "_local", "_peer", "Message", "Local", "Peer"}, func(suffix string) bool {
		return known[name+suffix] || strings.HasSuffix(name, suffix)
	})
	if slices.Contains(k.taken, name) || len(name) > 1 && strings.ToUpper(name) == name || known[name] || derived || own().MatchString(name) {
		return name + "_"
	}
	return name
}

// own matches the names that a program gives besides those of the script.
var own = lazily(`^(?:text_|call_|counted)`)

// reserved are the identifiers of each prelude. Those of one letter are local to a function there.
var reserved = ofEach(func(file string) map[string]bool {
	words := map[string]bool{}
	for _, s := range sections(file) {
		for word := range identifiers(s.body) {
			if len(word) > 2 || word == s.key() {
				words[word] = true
			}
		}
	}
	return words
})

// variable is a descriptor as an expression.
func (k *words) variable(r program.Ref) string { return k.kept(r, "") }

// kept is the variable beside that of a descriptor, by what is behind its name.
func (k *words) kept(r program.Ref, suffix string) string {
	name := k.name(r.Name) + suffix
	switch {
	case r.Many == 0:
		return name
	case r.Index == 0:
		return name + "[i]"
	}
	return fmt.Sprintf("%s[%d]", name, r.Index)
}

// keptAddress is the variable for the address that a descriptor had, or its peer.
func (k *words) keptAddress(r program.Ref, peer bool) string {
	if peer {
		return k.kept(r, k.peer)
	}
	return k.kept(r, k.local)
}

// messageOf is the variable for what came with the last message of a descriptor.
func (k *words) messageOf(r program.Ref) string { return k.kept(r, k.message) }

// into is the variable for what comes with a message: of its descriptor where something looks at it.
func (k *words) into(c *program.Call) string {
	if c.FD.Messages {
		return k.messageOf(c.FD)
	}
	return "received"
}

// descriptor is the variable of a descriptor; "" of none.
func (k *words) descriptor(r program.Ref) string {
	if r.Variable == nil {
		return ""
	}
	return k.variable(r)
}

// descriptors are the variables of several, with commas between.
func (k *words) descriptors(refs []program.Ref) string {
	var names []string
	for _, r := range refs {
		names = append(names, k.variable(r))
	}
	return strings.Join(names, ", ")
}
