package step

import (
	"strings"

	"netnet-tui/sockopts"
)

// RoleValue is the value of the option before it.
var RoleValue Role = valueRole{"value"}

type valueRole struct{ role }

func (valueRole) lacks(s *Step) bool     { return s.Value == nil }
func (valueRole) print(s *Step) []string { return []string{Word(*s.Value)} }

// complete offers the values of a choice: those in the catalogue, or those that this machine has.
func (valueRole) complete(at place) []string {
	name := at.arguments[len(at.arguments)-1]
	if o, ok := sockopts.Find(name); ok && o.Among != nil {
		return at.Values[o.Name]
	}
	return values(name)
}

// read takes the value. It may be left out if the option takes none.
func (valueRole) read(p *parser, _ Param) error {
	if (p.done() || strings.EqualFold(p.peek(), lengthWord)) && p.step.Option.Valueless() {
		none := "0"
		p.step.Value = &none
		return nil
	}
	w, err := p.need("a value: " + p.step.Option.Hint())
	if err != nil {
		return err
	}
	text := w.raw
	switch {
	case w.quoted:
		text = w.prefix + string(w.text)
	case strings.EqualFold(text, "on"), strings.EqualFold(text, "off"):
		text = strings.ToLower(text)
	}
	value, err := p.step.Option.ParseValue(text)
	if err != nil {
		return p.wrong(w, "%s", err)
	}
	p.step.Value = &value
	return nil
}

// values returns the values of an option that is a choice.
func values(name string) []string {
	o, ok := sockopts.Find(name)
	if !ok {
		return nil
	}
	if o.Boolean() {
		return []string{"on", "off"}
	}
	return o.Choices()
}
