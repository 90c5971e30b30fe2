package code

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sessions/export/program"
)

// Name returns an identifier for a name of the script that differs from those of the language and the
// prelude. Names in capitals are changed too: they belong to macros and constants.
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

// own matches names that a program uses for its own purposes.
var own = lazily(`^(?:text_|call_|counted|tcpi)`)

// Variable returns an expression for a descriptor.
func (k *Words) Variable(r program.Ref) string { return k.kept(r, "") }

// kept returns the variable whose name is the descriptor's with a suffix.
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

// keptAddress returns the variable with the last local address of a descriptor, or its peer's.
func (k *Words) keptAddress(r program.Ref, peer bool) string {
	if peer {
		return k.kept(r, k.Peer)
	}
	return k.kept(r, k.Local)
}

// messageOf returns the variable with the last message of a descriptor.
func (k *Words) messageOf(r program.Ref) string { return k.kept(r, k.Message) }

// Into returns the variable to receive a message into: that of its descriptor if a look examines it.
func (k *Words) Into(c *program.Call) string {
	if c.FD.Messages {
		return k.messageOf(c.FD)
	}
	return "received"
}

// Descriptor returns the variable of a descriptor; "" if there is none.
func (k *Words) Descriptor(r program.Ref) string {
	if r.Variable == nil {
		return ""
	}
	return k.Variable(r)
}

// descriptors returns the variables of several descriptors, separated by commas.
func (k *Words) descriptors(refs []program.Ref) string {
	var names []string
	for _, r := range refs {
		names = append(names, k.Variable(r))
	}
	return strings.Join(names, ", ")
}
