package code

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sessions/export/program"
)

func (k *Words) either(parts []string) string { return grouped(parts, k.Or, k.And) }
func (k *Words) both(parts []string) string   { return grouped(parts, k.And, k.Or) }

// negate returns the negation of an expression.
func (k *Words) negate(a string) string {
	if bare, ok := strings.CutPrefix(a, k.Not); ok && simple().MatchString(bare) {
		return bare
	}
	if simple().MatchString(a) {
		return k.Not + a
	}
	return k.Not + "(" + a + ")"
}

// until ends a loop: it stops when over holds or more does not.
func (k *Words) until(over, more string) string {
	if k.While != "" {
		return fmt.Sprintf(k.While, k.both([]string{k.negate(over), more}))
	}
	return fmt.Sprintf(k.Over, k.either([]string{over, k.negate(more)}))
}

// simple matches an expression that needs no parentheses after "not".
var simple = lazily(`^[A-Za-z_]+(\((?:[^()]|\(\))*\))?$`)

// grouped joins expressions, with parentheses around those that contain the other operator.
func grouped(parts []string, operator, other string) string {
	list := slices.Clone(parts)
	for i, part := range list {
		if len(list) > 1 && strings.Contains(part, other) {
			list[i] = "(" + part + ")"
		}
	}
	return strings.Join(list, operator)
}

// bits returns a constant as an operand of a comparison.
func (k *Words) bits(c program.Const) string {
	text := k.Constant(c)
	if strings.Contains(text, " | ") { // which binds less than ==
		return "(" + text + ")"
	}
	return text
}

// Compared returns the language's spelling of a script's comparison operator.
func (k *Words) Compared(operator string) string {
	if operator == "!=" {
		return k.Unequal
	}
	return operator
}
