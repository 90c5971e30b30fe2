package code

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sessions/export/program"
)

// Spelling is how a language writes the constants of C.
type Spelling struct {
	Name             string          // one by its name, %s
	Own              func() []string // those that the program declares itself, by the bare name
	Number           string          // one among others that has no name, %d
	Between, Several string          // constants that are joined: between two, and around them all, %s
	Net16            string          // around one in network byte order, %s; "" where the number stands for it
	Large            string          // a number alone that is above 9999, %d; "" where it is written as others are
}

// Constant is a constant of C as an expression.
func (k *Words) Constant(c program.Const) string {
	how := &k.Constants
	switch {
	case len(c.Names) == 0 && how.Large != "" && c.Value > 9999:
		return fmt.Sprintf(how.Large, c.Value)
	case len(c.Names) == 0 || c.Net16 && how.Net16 == "":
		return strconv.Itoa(c.Value)
	}
	var parts []string
	for _, n := range c.Names {
		switch {
		case n.Name == "":
			parts = append(parts, fmt.Sprintf(how.Number, n.Value))
		case how.Own != nil && slices.Contains(how.Own(), n.Name):
			parts = append(parts, n.Name)
		default:
			parts = append(parts, fmt.Sprintf(how.Name, n.Name))
		}
	}
	text := strings.Join(parts, how.Between)
	if len(parts) > 1 {
		text = fmt.Sprintf(how.Several, text)
	}
	if c.Net16 {
		text = fmt.Sprintf(how.Net16, text)
	}
	return text
}

// Used are the constants of a program that a text has, in the order of their names.
func Used(p *program.Program, text string) []string {
	words := Identifiers(text)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(p.Constants)), func(name string) bool { return !words[name] })
}
