package step

import (
	"slices"
	"strconv"
	"strings"
)

// prefixes reads the words before a step.
func (p *parser) prefixes() error {
	for {
		prefix, ok := findPrefix(p.peek())
		if !ok {
			return nil
		}
		if err := prefix.read(p); err != nil {
			return err
		}
	}
}

func (p *parser) within() error {
	at := p.take()
	if p.step.Within > 0 {
		return p.wrong(at, "within stands once in front of a step")
	}
	w, err := p.need("a duration, such as 2s")
	if err != nil {
		return err
	}
	d, err := ParseDuration(w.raw)
	if err != nil || d <= 0 {
		return p.wrong(w, "%q is not a duration to wait for: write a number with us, ms, s or m, such as 2s", Clip(w.raw))
	}
	p.step.Within, p.step.Each = d, p.step.Repeats() || p.goal != nil
	return nil
}

// at takes the name of a forked process, to which the names in the step belong.
func (p *parser) at() error {
	at := p.take()
	if p.step.At != "" {
		return p.wrong(at, "at stands once in front of a step")
	}
	p.place = at
	w, err := p.need("a process, which fork has made")
	if err != nil {
		return err
	}
	if err := p.scope.checkProcess(p, w); err != nil {
		return err
	}
	p.step.At, p.scope.at = w.raw, w.raw
	return nil
}

func (p *parser) repeat() error {
	at := p.take()
	if err := p.repeatsOnce(at); err != nil {
		return err
	}
	w, err := p.need("a number of times, such as 100")
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(w.raw)
	if err != nil || n < 1 || n > MostTimes {
		return p.wrong(w, "%q is not a number of times: write one from 1 to %d", Clip(w.raw), MostTimes)
	}
	p.step.Repeat, p.repeated = n, at
	return nil
}

// until takes the words of its outcome. Their meaning depends on the verb, which comes later.
func (p *parser) until() error {
	at := p.take()
	if err := p.repeatsOnce(at); err != nil {
		return err
	}
	n := slices.IndexFunc(p.words, func(w word) bool { return !w.quoted && (w.raw == arrow || w.begins()) })
	if n < 0 { // there is no known verb: it may be misspelt
		n = min(1, len(p.words))
		for n < len(p.words) && (p.words[n].raw == "|" || p.words[n-1].raw == "|") {
			n++
		}
	}
	if n == 0 && p.done() {
		if _, err := p.need("an outcome, such as EAGAIN"); err != nil {
			return err
		}
	}
	if last := max(n-1, 0); n == 0 || p.words[last].raw == "|" {
		return p.wrong(p.words[last], "an outcome is missing here: until EAGAIN | EPIPE send s \"x\"")
	}
	p.goal, p.words, p.repeated = p.words[:n], p.words[n:], at
	return nil
}

// repeatsOnce refuses a second repeat or until.
func (p *parser) repeatsOnce(at word) error {
	if p.step.Repeats() || p.goal != nil {
		return p.wrong(at, "repeat and until stand once in front of a step, and not both")
	}
	return nil
}

// begins reports whether a word begins a step: it is a verb or a prefix.
func (w word) begins() bool {
	_, prefix := findPrefix(w.raw)
	_, verb := FindVerb(strings.ToLower(w.raw))
	return prefix || verb
}

// checkPlace checks at against the verb.
func (p *parser) checkPlace() error {
	if p.step.At != "" && !p.verb.Forkable() {
		return p.wrong(p.place, "%s is the engine's own: at stands before a step about sockets", p.verb.Name)
	}
	if inner := p.step.Spawned; inner != nil && p.step.At != "" { // spawn w at k …
		if inner.At != "" {
			return p.wrong(p.place, "at stands once in front of a step")
		}
		inner.At, p.step.At = p.step.At, ""
	}
	return nil
}

// checkRepeated checks repeat and until against the verb, and reads the outcome of until.
func (p *parser) checkRepeated() error {
	if !p.step.Repeats() && p.goal == nil {
		return nil
	}
	if !p.verb.Repeatable() {
		return p.wrong(p.repeated, "%s stands before a step about sockets, and %s is not one", strings.ToLower(p.repeated.raw), p.verb.Name)
	}
	if p.goal == nil {
		return nil
	}
	if !p.done() || len(p.words) > 0 {
		return p.wrong(p.words[0], "until has its outcome in front of the step: an outcome after it is not allowed")
	}
	want, err := p.alternatives(p.repeated, p.goal)
	p.step.Until = want
	return err
}
