package step

import (
	"strconv"
	"strings"

	"netnet-tui/sockopts"
)

// RoleOption is an option: by name, by level and name, or by two numbers.
var RoleOption Role = optionRole{"option"}

type optionRole struct{ role }

func (optionRole) lacks(s *Step) bool     { return s.Option == nil }
func (optionRole) print(s *Step) []string { return s.Option.words() }

func (optionRole) complete(at place) []string {
	if at.beyond {
		return nil
	}
	return optionNames()
}

func (optionRole) read(p *parser, _ Param) error {
	w, err := p.need("an option, such as SO_REUSEADDR")
	if err != nil {
		return err
	}
	w = p.joined(w)
	ref := OptionRef{Name: w.raw}
	_, level := sockopts.LevelByName(w.raw)
	_, notNumber := strconv.ParseInt(w.raw, 0, 32)
	if level || notNumber == nil {
		ref = OptionRef{Level: w.raw}
		if w, err = p.need("an option of level " + Clip(w.raw)); err != nil {
			return err
		}
		w = p.joined(w)
		if n, err := strconv.ParseInt(w.raw, 0, 32); err == nil {
			ref.Number = int(n)
		} else {
			ref.Name = w.raw
		}
	}
	if ref.Check() != nil {
		w = unknownPart(w)
		return p.wrong(w, "there is no option %q%s; one without a name is written as level and number, such as SOL_SOCKET 15",
			Clip(w.raw), p.suggest(w.raw, optionNames))
	}
	p.step.Option = &ref
	return nil
}

// joined takes the words joined to a name with |, as in C, with or without spaces around it.
func (p *parser) joined(w word) word {
	parts := []string{w.raw}
	for last := w.raw; strings.HasPrefix(p.peek(), "|") || strings.HasSuffix(last, "|") && p.peek() != ""; {
		last = p.take().raw
		parts = append(parts, last)
	}
	w.raw = strings.Join(parts, "")
	w.prefix = w.raw
	return w
}

// unknownPart returns the first of the names joined with | that is not an option; a single name is returned itself.
func unknownPart(w word) word {
	rest := w
	for {
		name, after, more := strings.Cut(rest.raw, "|")
		part := word{raw: name, prefix: name, column: rest.column}
		if _, ok := sockopts.Find(name); !ok {
			return part
		}
		if !more {
			return w
		}
		rest.raw, rest.column = after, rest.column+len(name)+1
	}
}

func optionNames() []string {
	var names []string
	for _, o := range sockopts.All() {
		names = append(names, o.Name)
	}
	return append(names, sockopts.LevelNames()...)
}
