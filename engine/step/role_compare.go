package step

import (
	"slices"
	"strings"
)

// RoleCompare is an operator and the value to compare with.
var RoleCompare Role = compareRole{"compare"}

type compareRole struct{ role }

func (compareRole) lacks(s *Step) bool {
	return s.Value == nil || !slices.Contains(comparisons, s.Compare)
}

func (compareRole) print(s *Step) []string { return []string{s.Compare, Word(*s.Value)} }

func (compareRole) complete(place) []string {
	return slices.Concat(comparisons, stateWords(), timerWords())
}

func (compareRole) read(p *parser, _ Param) error {
	w, err := p.need("a comparison, such as == ESTABLISHED")
	if err != nil {
		return err
	}
	operator, rest := SplitComparison(w.raw)
	if !strings.HasPrefix(w.raw, operator) {
		return p.wrong(w, "%q is not a comparison: write == != < <= > or >=", Clip(w.raw))
	}
	text := rest
	if rest == "" && !w.quoted {
		if w, err = p.need("a value to compare with"); err != nil {
			return err
		}
		text = w.raw
		if !w.quoted { // a value may be several words, such as that of SO_PEERCRED
			text = p.rest(text)
		}
	}
	if w.quoted {
		text = w.prefix + string(w.text)
	}
	if err := checkComparison(*p.step.Target, operator, text); err != nil {
		hint := ""
		if _, ok := ParseState(text); !ok && p.step.Target.Field == "state" {
			hint = p.suggest(text, stateWords)
		} else if p.step.Target.Field != "" {
			hint = p.suggest(text, func() []string { return values(p.step.Target.Field) })
		}
		return p.wrong(w, "%s%s", err, hint)
	}
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		if err := p.scope.check(p, w, strings.TrimSuffix(ref, ".peer")); err != nil {
			return err
		}
	}
	p.step.Compare, p.step.Value = operator, &text
	return nil
}

// rest returns text joined with the remaining words.
func (p *parser) rest(text string) string {
	words := []string{text}
	for !p.done() {
		words = append(words, p.take().raw)
	}
	return strings.Join(words, " ")
}
