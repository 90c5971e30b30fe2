package code

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sessions/export/program"
)

// Spelling is how a language writes C constants.
type Spelling struct {
	Name             string          // a constant by its name, %s
	Own              func() []string // constants that the program declares itself, used by their bare names
	Number           string          // a number without a name, %d, joined with names
	Between, Several string          // joined constants: the separator; and the whole, %s
	Net16            string          // a constant in network byte order, %s; "" if it is written as a number
	Large            string          // a single number above 9999, %d; "" if it is written as any other
}

// Constant returns an expression for a C constant.
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

// Used returns the names of those constants that text uses, sorted.
func Used(constants map[string]int, text string) []string {
	words := Identifiers(text)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(constants)), func(name string) bool { return !words[name] })
}
