package program

import (
	"strings"

	"netnet-tui/engine/step"
)

// Const is a C constant, or several joined with |.
type Const struct {
	Value int
	Names []Named // none if the number has no name
	Net16 bool    // in network byte order: htons(NAME)
}

// Named is a number with its name in C, if it has one.
type Named struct {
	Name  string // "" if it has none
	Value int
}

// constant returns a value by the names of its family.
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

// number returns a constant without a name.
func number(value int) Const { return Const{Value: value} }

// named returns a constant with a single name.
func named(name string, value int) Const {
	return Const{Value: value, Names: []Named{namedIfC(name, value)}}
}

// namedIfC returns a number with its name, dropped if C has no such constant.
func namedIfC(name string, value int) Named {
	if !isConstant(name) {
		name = ""
	}
	return Named{name, value}
}

// isConstant reports whether a name is spelled like a C constant.
func isConstant(name string) bool {
	return name != "" && name[0] > '9' && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == ""
}

// join returns a | b.
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
