package export

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sessions/export/program"
)

func (k *words) either(parts []string) string { return grouped(parts, k.or, k.and) }
func (k *words) both(parts []string) string   { return grouped(parts, k.and, k.or) }

// negate is the opposite of an expression.
func (k *words) negate(a string) string {
	if bare, ok := strings.CutPrefix(a, k.not); ok && simple().MatchString(bare) {
		return bare
	}
	if simple().MatchString(a) {
		return k.not + a
	}
	return k.not + "(" + a + ")"
}

// until ends a loop: where it is over, or where there are no more tries.
func (k *words) until(over, more string) string {
	if k.while != "" {
		return fmt.Sprintf(k.while, k.both([]string{k.negate(over), more}))
	}
	return fmt.Sprintf(k.over, k.either([]string{over, k.negate(more)}))
}

// simple matches an expression that needs no parentheses behind "not".
var simple = lazily(`^[A-Za-z_]+(\((?:[^()]|\(\))*\))?$`)

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

// bits is a constant to be compared.
func (k *words) bits(c program.Const) string {
	text := k.constant(c)
	if strings.Contains(text, " | ") { // which binds less than ==
		return "(" + text + ")"
	}
	return text
}

// compared is an operator of a script in the language.
func (k *words) compared(operator string) string {
	if operator == "!=" {
		return k.unequal
	}
	return operator
}
