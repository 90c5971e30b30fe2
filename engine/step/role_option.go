package step

import (
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sockopts"
)

// option reads an option: by name, by level and name, or by two numbers.
func (p *parser) option() error {
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

// joined takes what a | joins to a name, as C has it, with spaces around or without.
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

// unknownPart is the first of the names joined with | that no option has; of a
// single name, that name.
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

// value reads the value of the option before it. One that takes none may be left without.
func (p *parser) value() error {
	if p.done() && p.step.Option.Valueless() {
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

// control reads what fcntl does.
func (p *parser) control() error { return p.command(Controls, "fcntl") }

// request reads what ioctl asks.
func (p *parser) request() error { return p.command(RequestNames(), "ioctl") }

func (p *parser) command(known []string, verb string) error {
	w, err := p.need("one of " + strings.Join(known, " "))
	if err != nil {
		return err
	}
	at := slices.Index(known, w.raw)
	if at < 0 {
		return p.wrong(w, "%s knows no %q%s: write one of %s", verb, Clip(w.raw), p.suggest(w.raw, words(known)), strings.Join(known, " "))
	}
	p.step.Request = known[at]
	if !Settable(p.step.Request) {
		return nil
	}
	if w, err = p.need("on or off"); err != nil {
		return err
	}
	on, err := ParseBool(strings.ToLower(w.raw))
	if err != nil {
		return p.wrong(w, "%q is neither on nor off", Clip(w.raw))
	}
	p.step.On = &on
	return nil
}
