package step

import (
	"slices"
	"strings"
)

// task reads the name of a spawned call.
func (p *parser) task() error {
	w, err := p.need("a name for the call")
	if err != nil {
		return err
	}
	if !oneWord(w.raw) {
		return p.wrong(w, "%q is no name: a letter, then letters, digits and _", Clip(w.raw))
	}
	p.step.Task = w.raw
	_, spawned := p.known.spawned[w.raw]
	if p.verb.Name == "spawn" || spawned || p.known.Part || p.known.open && p.known.has(w.raw) {
		return nil
	}
	return p.wrong(w, "there is no spawned call %q%s", Clip(w.raw), p.suggest(w.raw, p.known.calls))
}

// oneWord reports whether a word is a name without primes.
func oneWord(text string) bool { return IsName(text) && !strings.HasSuffix(text, "'") }

// spawned reads the step that a thread of its own makes.
func (p *parser) spawned() error {
	inner := &parser{words: p.words, end: p.end, known: p.known}
	if at := slices.IndexFunc(p.words, func(w word) bool { return w.raw == arrow && !w.quoted }); at >= 0 {
		return p.wrong(p.words[at], "a spawned call has no answer yet: put the outcome behind join")
	}
	if err := inner.call(); err != nil {
		return err
	}
	if inner.verb.Group == GroupControl || inner.verb.Group == GroupShorthand {
		return p.wrong(p.words[0], "spawn makes one system call, and %s is none", inner.verb.Name)
	}
	p.words = nil
	p.step.Spawned = &inner.step
	return nil
}
