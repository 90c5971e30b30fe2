package program

import (
	"strings"

	"netnet-tui/engine/step"
)

// Const is a constant of a header, or several joined with |.
type Const struct {
	Value int
	Names []Named // none where the number has no name
	Net16 bool    // in network byte order: htons(NAME)
}

// Named is a number with its name, if C has one for it.
type Named struct {
	Name  string // "" of a number without one
	Value int
}

// constant is a value of a family, by its names.
func constant(family *step.Constants, value int) Const {
	text := family.Format(value)
	c := Const{Value: value}
	if inner, ok := strings.CutPrefix(text, "htons("); ok {
		text, c.Net16 = strings.TrimSuffix(inner, ")"), true
	}
	for part := range strings.SplitSeq(text, "|") {
		n, err := family.Parse(part)
		if err != nil {
			return number(value)
		}
		c.Names = append(c.Names, namedIfC(part, n))
	}
	if text == "0" {
		c.Names = nil
	}
	return c
}

// number is a constant without a name.
func number(value int) Const { return Const{Value: value} }

// named is a constant by its one name.
func named(name string, value int) Const {
	return Const{Value: value, Names: []Named{namedIfC(name, value)}}
}

// namedIfC is a number with a name, if that is one of C.
func namedIfC(name string, value int) Named {
	if !isConstant(name) {
		name = ""
	}
	return Named{name, value}
}

// isConstant reports whether a name is that of a constant in C.
func isConstant(name string) bool {
	return name != "" && name[0] > '9' && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == ""
}

// join is two constants joined with |.
func join(a, b Const) Const {
	if b.Value == 0 {
		return a
	}
	return Const{Value: a.Value | b.Value, Names: append(append([]Named{}, a.orNumber()...), b.orNumber()...)}
}

func (c Const) orNumber() []Named {
	if c.Names == nil && c.Value != 0 {
		return []Named{{"", c.Value}}
	}
	return c.Names
}
