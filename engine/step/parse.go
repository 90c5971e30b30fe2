package step

import (
	"fmt"
	"strings"
)

// ParseLine reads one line, as typed at a prompt where the names in bench exist. ok is false for an empty line. The
// error is an [*Error].
func ParseLine(line string, bench []string) (s Step, ok bool, err error) {
	scope := NewScope()
	scope.open = true
	for _, name := range bench {
		scope.add(name)
	}
	return scope.Parse(line)
}

// ParsePart reads one line in which any name may have been made by earlier lines. ok is false for an empty line. The
// error is an [*Error].
func ParsePart(line string) (s Step, ok bool, err error) {
	scope := NewScope()
	scope.Part = true
	return scope.Parse(line)
}

// parser reads the words of one line into a step.
type parser struct {
	names []word // names on the left of the line
	words []word
	end   int // the column after the last word
	scope *Scope
	step  Step
	verb  *Verb

	goal     []word // the outcome of until
	repeated word   // the word repeat or until
	place    word   // the word at
}

// Parse reads one line, and remembers what it makes for the lines that follow. ok is false for an empty line. The error
// is an [*Error].
func (s *Scope) Parse(line string) (made Step, ok bool, err error) {
	defer func() { s.at = "" }()
	p := &parser{scope: s, end: columnAt(line, len(strings.TrimRight(line, " \t")))}
	head := strings.TrimRight(line[:min(len(line), mostGiven)], "=")
	if len(line) <= mostGiven {
		head = line
	}
	if m := givenIn(head); m != nil {
		for _, at := range oneName().FindAllStringIndex(line[m[4]:m[5]], -1) {
			text := line[m[4]+at[0] : m[4]+at[1]]
			p.names = append(p.names, word{raw: text, column: columnAt(line, m[4]+at[0])})
		}
		equals := strings.IndexByte(line[m[5]:], '=') + m[5]
		line = line[:m[4]] + strings.Repeat(" ", equals+1-m[4]) + line[equals+1:]
	}
	words, _, err := split(line)
	if err != nil || len(words) == 0 && len(p.names) == 0 {
		return Step{}, false, err
	}
	p.words = words
	if err := p.line(); err != nil {
		for _, w := range p.names { // a mistake is reported once, and not again for each line that depends on it
			s.add(InProcess(s.at, w.raw))
		}
		return Step{}, false, err
	}
	p.remember()
	return p.step, true, nil
}

// line reads [prefixes] [names =] verb arguments [=> outcome].
func (p *parser) line() error {
	if err := p.prefixes(); err != nil {
		return err
	}
	if err := p.call(); err != nil {
		return err
	}
	if err := p.checkPlace(); err != nil {
		return err
	}
	if err := p.checkRepeated(); err != nil {
		return err
	}
	return p.outcomes()
}

// call reads the verb and its arguments.
func (p *parser) call() error {
	w, err := p.need("a verb, such as socket or bind")
	if err != nil {
		return err
	}
	verb, ok := FindVerb(strings.ToLower(w.raw))
	_, prefixed := findPrefix(w.raw)
	switch {
	case !ok && p.peek() == "=" && oneWord(w.raw):
		return p.wrong(w, "a line names its result only once: %q already follows =", Clip(w.raw))
	case !ok && strings.ContainsAny(w.raw, "=,"):
		return p.wrong(w, "%q is not a verb: names are given as in s = socket tcp, or a, b = socketpair unix", Clip(w.raw))
	case !ok && p.peek() == "=":
		return p.wrong(w, notAName, Clip(w.raw))
	case prefixed && !w.quoted:
		return p.wrong(w, "%s stands once in front of the step, and not in a spawned call", strings.ToLower(w.raw))
	case !ok || w.quoted:
		return p.wrong(w, "there is no verb %q%s", Clip(w.raw), p.suggest(w.raw, verbNames))
	}
	p.verb, p.step.Verb = verb, verb.Name
	for _, param := range verb.Params {
		if p.done() && param.Optional && !param.Implied {
			continue
		}
		if err := param.Role.read(p, param); err != nil {
			return err
		}
	}
	if !p.done() {
		return p.wrong(p.words[0], "%s takes no more: %q is too much (%s)", verb.Name, Clip(p.words[0].raw), verb.Signature())
	}
	return p.giveNames()
}

// giveNames checks the names against the descriptors that are made. Before spawn they name what the spawned call makes.
func (p *parser) giveNames() error {
	maker, step := p.verb, &p.step
	if p.step.Spawned != nil {
		step = p.step.Spawned
		maker, _ = FindVerb(step.Verb)
	}
	for i, w := range p.names {
		if i >= maker.Names() {
			return p.wrong(w, "%s makes %s, so there is nothing to call %s", maker.Name, plural(maker.Names(), "descriptor"), Clip(w.raw))
		}
		step.Names = append(step.Names, w.raw)
	}
	if maker.Gives == 2 && len(step.Names) == 1 {
		return p.wrong(p.names[0], "%s makes two descriptors: write a, b = %s", maker.Name, maker.Name)
	}
	return nil
}

func plural(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "one " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// remember records what later lines can refer to.
func (p *parser) remember() {
	made, at := p.step.Names, p.step.At
	if p.step.Spawned != nil {
		made, at = p.step.Spawned.Names, p.step.Spawned.At
		p.scope.spawned[p.step.Task] = *p.step.Spawned
	}
	if p.step.Verb == "fork" {
		p.scope.fork(p.step.Process)
	}
	for _, name := range made {
		name = InProcess(at, name)
		if p.step.Repeats() {
			p.scope.giveSeries(name, p.step.Times())
		} else {
			p.scope.give(name)
		}
	}
}

// done reports whether the arguments have been read: no words are left, or the outcome is next.
func (p *parser) done() bool {
	return len(p.words) == 0 || p.words[0].raw == "=>" && !p.words[0].quoted
}

// peek returns the next word, or "" if there is none.
func (p *parser) peek() string {
	if p.done() || p.words[0].quoted {
		return ""
	}
	return p.words[0].raw
}

// here returns the position of the next word, or where it would be.
func (p *parser) here() word {
	if len(p.words) > 0 {
		return word{column: p.words[0].column}
	}
	return word{column: p.end}
}

func (p *parser) take() word {
	w := p.words[0]
	p.words = p.words[1:]
	return w
}

// need takes the next word, or returns an error that says what is missing: a few words, then ": " or ", " and an
// example.
func (p *parser) need(what string) (word, error) {
	if p.done() {
		column := p.end + 1
		if len(p.words) > 0 {
			column = p.words[0].column
		}
		example := ""
		if at := strings.IndexAny(what, ":,"); at >= 0 {
			what, example = what[:at], what[at:]
		}
		message := what + " is missing here" + example
		if p.verb != nil {
			message += " (" + p.verb.Signature() + ")"
		}
		return word{}, &Error{Column: column, Message: message}
	}
	return p.take(), nil
}

func (p *parser) wrong(at word, format string, args ...any) error {
	return &Error{Column: at.column, Message: Shorten(fmt.Sprintf(format, args...))}
}

func verbNames() []string {
	var names []string
	for _, v := range Verbs() {
		names = append(names, v.Name)
	}
	for _, prefix := range Prefixes() {
		names = append(names, prefix.Name)
	}
	return names
}
