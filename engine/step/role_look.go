package step

import (
	"regexp"
	"slices"
	"strings"

	"netnet-tui/sockopts"
)

// counterName matches the name of a kernel's counter.
var counterName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9.]*$`)

// look reads what to look at: s, s.state, s.TCP_NODELAY, s.info.rtt, mib.NAME.
func (p *parser) look() error {
	w, err := p.need("what to look at, such as s.state")
	if err != nil {
		return err
	}
	if p.verb.Name == "expect" { // "s.pending==5" may be written without spaces
		if at := strings.IndexAny(w.raw, "=!<>"); at > 0 && !w.quoted {
			rest := word{raw: w.raw[at:], prefix: w.raw[at:], column: w.column + at}
			p.words = append([]word{rest}, p.words...)
			w.raw = w.raw[:at]
		}
	}
	socket, field, _ := strings.Cut(w.raw, ".")
	if socket == "mib" && field != "" {
		if !counterName.MatchString(field) {
			return p.wrong(w, "%q is no name of a counter", Clip(field))
		}
		p.step.Target = &Target{MIB: field}
		return nil
	}
	if err := p.known.check(p, w, socket); err != nil {
		return err
	}
	if field == "" && (p.verb.Name == "expect" || strings.HasSuffix(w.raw, ".")) {
		return p.wrong(w, "name a field of %s, such as %s.state", Clip(socket), Clip(socket))
	}
	if field != "" && !CheckField(field) {
		return p.wrong(w, "a socket has no %q%s", Clip(field), p.suggest(field, fieldNames))
	}
	p.step.Target = &Target{Socket: socket, Field: field}
	return nil
}

func fieldNames() []string {
	names := slices.Concat(Fields, optionNames())
	for _, field := range sockopts.InfoFieldNames() {
		names = append(names, "info."+field)
	}
	return names
}

// compare reads the operator and what to compare with.
func (p *parser) compare() error {
	w, err := p.need("a comparison, such as == ESTABLISHED")
	if err != nil {
		return err
	}
	operator, rest := SplitComparison(w.raw)
	if !strings.HasPrefix(w.raw, operator) {
		return p.wrong(w, "%q is no comparison: write == != < <= > or >=", Clip(w.raw))
	}
	text := rest
	if rest == "" && !w.quoted {
		if w, err = p.need("a value to compare with"); err != nil {
			return err
		}
		text = w.raw
		if !w.quoted { // a value may be several words, as getsockopt prints SO_PEERCRED
			text = p.rest(text)
		}
	}
	if w.quoted {
		text = w.prefix + string(w.text)
	}
	if err := CheckComparison(*p.step.Target, operator, text); err != nil {
		hint := ""
		if _, ok := ParseState(text); !ok && p.step.Target.Field == "state" {
			hint = p.suggest(text, States)
		} else if p.step.Target.Field != "" {
			hint = p.suggest(text, func() []string { return values(p.step.Target.Field) })
		}
		return p.wrong(w, "%s%s", err, hint)
	}
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		if err := p.known.check(p, w, strings.TrimSuffix(ref, ".peer")); err != nil {
			return err
		}
	}
	p.step.Compare, p.step.Value = operator, &text
	return nil
}

// rest is a text with the words that are left behind it.
func (p *parser) rest(text string) string {
	words := []string{text}
	for !p.done() {
		words = append(words, p.take().raw)
	}
	return strings.Join(words, " ")
}
