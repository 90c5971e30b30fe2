package export

import (
	"slices"
	"strings"
)

func (k *words) either(parts []string) string { return grouped(parts, k.or, k.and) }
func (k *words) both(parts []string) string   { return grouped(parts, k.and, k.or) }

// negate is the opposite of an expression.
func (k *words) negate(a string) string {
	if simple().MatchString(a) {
		return k.not + a
	}
	return k.not + "(" + a + ")"
}

// simple matches an expression that needs no parentheses behind "not".
var simple = lazily(`^[A-Za-z_]+(\([^()]*\))?$`)

// grouped joins expressions; one with the other operator in it stands in parentheses.
func grouped(parts []string, operator, other string) string {
	list := slices.Clone(parts)
	for i, part := range list {
		if len(list) > 1 && strings.Contains(part, other) {
			list[i] = "(" + part + ")"
		}
	}
	return strings.Join(list, operator)
}

// compared is an operator of a script in the language.
func (k *words) compared(operator string) string {
	if operator == "!=" {
		return k.unequal
	}
	return operator
}
