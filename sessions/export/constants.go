package export

import (
	"maps"
	"slices"
)

// note notes the constants that a program has by name.
func (p *Program) note() {
	p.constants = map[string]int{}
	add := func(list ...Const) {
		for _, c := range list {
			for _, n := range c.Names {
				if n.Name != "" {
					p.constants[n.Name] = n.Value
				}
			}
		}
	}
	for _, c := range p.calls() {
		add(c.Domain, c.Type, c.Proto, c.Flags, c.Op, c.Set, c.Level, c.Option)
		for _, w := range c.Watched {
			add(w.Events)
		}
		for _, i := range c.Items {
			add(i.Level, i.Type)
		}
	}
	for _, s := range p.Statements {
		add(s.Signal)
		if s.Look != nil {
			add(s.Look.Level, s.Look.Number)
		}
		s.eachCondition(func(c Condition) {
			switch c := c.(type) {
			case Failed:
				add(c.Errno)
			case LookIs:
				if c.Bits != nil {
					add(*c.Bits)
				}
			case ReadyOnly:
				for _, w := range c {
					add(w.Events)
				}
			}
		})
	}
}

// used are those of them that a text uses, in the order of their names.
func (p *Program) used(text string) []string {
	words := identifiers(text)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(p.constants)), func(name string) bool { return !words[name] })
}

// eachCondition visits the conditions of a statement.
func (s *Statement) eachCondition(visit func(Condition)) {
	var each func(Condition)
	each = func(c Condition) {
		visit(c)
		switch c := c.(type) {
		case Any:
			for _, one := range c {
				each(one)
			}
		case All:
			for _, one := range c {
				each(one)
			}
		case Not:
			each(c.Condition)
		}
	}
	for _, c := range []Condition{s.Want, s.Until} {
		if c != nil {
			each(c)
		}
	}
}
