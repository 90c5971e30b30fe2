package export

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sessions/export/program"
)

// spelling is how a language writes the constants of C.
type spelling struct {
	name             string          // one by its name, %s
	own              func() []string // those that the program declares itself, by the bare name
	number           string          // one among others that has no name, %d
	between, several string          // constants that are joined: between two, and around them all, %s
	net16            string          // around one in network byte order, %s; "" where the number stands for it
	large            string          // a number alone that is above 9999, %d; "" where it is written as others are
}

// constant is a constant of C as an expression.
func (k *words) constant(c program.Const) string {
	how := &k.constants
	switch {
	case len(c.Names) == 0 && how.large != "" && c.Value > 9999:
		return fmt.Sprintf(how.large, c.Value)
	case len(c.Names) == 0 || c.Net16 && how.net16 == "":
		return strconv.Itoa(c.Value)
	}
	var parts []string
	for _, n := range c.Names {
		switch {
		case n.Name == "":
			parts = append(parts, fmt.Sprintf(how.number, n.Value))
		case how.own != nil && slices.Contains(how.own(), n.Name):
			parts = append(parts, n.Name)
		default:
			parts = append(parts, fmt.Sprintf(how.name, n.Name))
		}
	}
	text := strings.Join(parts, how.between)
	if len(parts) > 1 {
		text = fmt.Sprintf(how.several, text)
	}
	if c.Net16 {
		text = fmt.Sprintf(how.net16, text)
	}
	return text
}

// used are the constants of a program that a text has, in the order of their names.
func used(p *program.Program, text string) []string {
	words := identifiers(text)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(p.Constants)), func(name string) bool { return !words[name] })
}
