package script

import (
	"regexp"
	"slices"

	"netnet-tui/engine"
)

// task reads the name of a spawned call.
func (p *parser) task() error {
	w, err := p.need("a name for the call")
	if err != nil {
		return err
	}
	if !oneWord.MatchString(w.raw) {
		return p.wrong(w, "%q is no name: a letter, then letters, digits and _", clip(w.raw))
	}
	p.step.Task = w.raw
	_, spawned := p.known.spawned[w.raw]
	if p.verb.Name == "spawn" || spawned || p.known.part || slices.Contains(p.known.sockets, w.raw) && p.known.open {
		return nil
	}
	var calls []string
	for name := range p.known.spawned {
		calls = append(calls, name)
	}
	return p.wrong(w, "there is no spawned call %q%s", clip(w.raw), suggest(w.raw, calls))
}

// oneWord matches a name.
var oneWord = regexp.MustCompile(`^[A-Za-z]\w*$`)

// spawned reads the step that a thread of its own makes.
func (p *parser) spawned() error {
	inner := &parser{words: p.words, end: p.end, known: p.known}
	if at := slices.IndexFunc(p.words, func(w word) bool { return w.raw == arrow && !w.quoted }); at >= 0 {
		return p.wrong(p.words[at], "a spawned call has no answer yet: put the outcome behind join")
	}
	if err := inner.call(); err != nil {
		return err
	}
	if inner.verb.Group == engine.GroupControl || inner.verb.Group == engine.GroupShorthand {
		return p.wrong(p.words[0], "spawn makes one system call, and %s is none", inner.verb.Name)
	}
	p.words = nil
	p.step.Spawned = &inner.step
	return nil
}
