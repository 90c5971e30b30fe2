package code

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sessions/export/program"
)

// Name is an identifier for a name of the script: not one of the language's own, or of the
// prelude's. Names in capitals are those of macros and constants.
func (k *Words) Name(name string) string {
	known := k.Prelude.reserved()
	derived := slices.ContainsFunc([]string{"_message", "_local", "_peer", "Message", "Local", "Peer"}, func(suffix string) bool {
		return known[name+suffix] || strings.HasSuffix(name, suffix)
	})
	if slices.Contains(k.Taken, name) || len(name) > 1 && strings.ToUpper(name) == name || known[name] || derived || own().MatchString(name) {
		return name + "_"
	}
	return name
}

// own matches the names that a program gives besides those of the script.
var own = lazily(`^(?:text_|call_|counted)`)

// Variable is a descriptor as an expression.
func (k *Words) Variable(r program.Ref) string { return k.kept(r, "") }

// kept is the variable beside that of a descriptor, by what is behind its name.
func (k *Words) kept(r program.Ref, suffix string) string {
	name := k.Name(r.Name) + suffix
	switch {
	case r.Many == 0:
		return name
	case r.Index == 0:
		return name + "[i]"
	}
	return fmt.Sprintf("%s[%d]", name, r.Index)
}

// keptAddress is the variable for the address that a descriptor had, or its peer.
func (k *Words) keptAddress(r program.Ref, peer bool) string {
	if peer {
		return k.kept(r, k.Peer)
	}
	return k.kept(r, k.Local)
}

// messageOf is the variable for what came with the last message of a descriptor.
func (k *Words) messageOf(r program.Ref) string { return k.kept(r, k.Message) }

// Into is the variable for what comes with a message: of its descriptor where something looks at it.
func (k *Words) Into(c *program.Call) string {
	if c.FD.Messages {
		return k.messageOf(c.FD)
	}
	return "received"
}

// Descriptor is the variable of a descriptor; "" of none.
func (k *Words) Descriptor(r program.Ref) string {
	if r.Variable == nil {
		return ""
	}
	return k.Variable(r)
}

// descriptors are the variables of several, with commas between.
func (k *Words) descriptors(refs []program.Ref) string {
	var names []string
	for _, r := range refs {
		names = append(names, k.Variable(r))
	}
	return strings.Join(names, ", ")
}
