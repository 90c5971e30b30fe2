package script

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sockopts"
)

// option reads an option: by name, by level and name, or by two numbers.
func (p *parser) option() error {
	w, err := p.need("an option, such as SO_REUSEADDR")
	if err != nil {
		return err
	}
	ref := engine.OptionRef{Name: w.raw}
	_, level := sockopts.LevelByName(w.raw)
	_, notNumber := strconv.ParseInt(w.raw, 0, 32)
	if level || notNumber == nil {
		ref = engine.OptionRef{Level: w.raw}
		if w, err = p.need("an option of level " + clip(w.raw)); err != nil {
			return err
		}
		if n, err := strconv.ParseInt(w.raw, 0, 32); err == nil {
			ref.Number = int(n)
		} else {
			ref.Name = w.raw
		}
	}
	if ref.Check() != nil {
		return p.wrong(w, "there is no option %q%s; one without a name is written as level and number, such as SOL_SOCKET 15",
			clip(w.raw), suggest(w.raw, optionNames()))
	}
	p.step.Option = &ref
	return nil
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
func (p *parser) control() error { return p.command(engine.Controls, "fcntl") }

// request reads what ioctl asks.
func (p *parser) request() error { return p.command(engine.RequestNames(), "ioctl") }

func (p *parser) command(known []string, verb string) error {
	w, err := p.need("one of " + strings.Join(known, " "))
	if err != nil {
		return err
	}
	at := slices.Index(known, w.raw)
	if at < 0 {
		return p.wrong(w, "%s knows no %q%s: write one of %s", verb, clip(w.raw), suggest(w.raw, known), strings.Join(known, " "))
	}
	p.step.Request = known[at]
	if !engine.Settable(p.step.Request) {
		return nil
	}
	if w, err = p.need("on or off"); err != nil {
		return err
	}
	on, err := engine.ParseBool(strings.ToLower(w.raw))
	if err != nil {
		return p.wrong(w, "%q is neither on nor off", clip(w.raw))
	}
	p.step.On = &on
	return nil
}

// interests reads s:in,out, as many as there are.
func (p *parser) interests() error {
	first, err := p.need("a socket with events, such as s:in")
	if err != nil {
		return err
	}
	for w := first; ; w = p.take() {
		interests, err := engine.ParseInterests([]string{w.raw})
		if err != nil {
			return p.refused(w, err)
		}
		if err := p.known.check(p, w, interests[0].Socket); err != nil {
			return err
		}
		p.step.Interests = append(p.step.Interests, interests...)
		if !strings.Contains(p.peek(), ":") {
			return nil
		}
	}
}

// events reads what epoll watches for; readable where nothing is said.
func (p *parser) events() error {
	if p.done() && p.step.Op != engine.EpollDel {
		p.step.Flags = engine.EpollIn
	}
	for !p.done() {
		w := p.take()
		for event := range strings.FieldsFuncSeq(w.raw, func(r rune) bool { return r == ',' || r == '|' }) {
			bit, err := engine.EpollEvents.Parse(event)
			if err != nil {
				return p.unknown(w, err)
			}
			p.step.Flags |= bit
		}
	}
	return nil
}

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
			return p.wrong(w, "%q is no name of a counter", clip(field))
		}
		p.step.Look = &engine.Look{MIB: field}
		return nil
	}
	if err := p.known.check(p, w, socket); err != nil {
		return err
	}
	if field == "" && (p.verb.Name == "expect" || strings.HasSuffix(w.raw, ".")) {
		return p.wrong(w, "name a field of %s, such as %s.state", clip(socket), clip(socket))
	}
	if field != "" && !engine.CheckField(field) {
		return p.wrong(w, "a socket has no %q%s", clip(field), suggest(field, fieldNames()))
	}
	p.step.Look = &engine.Look{Socket: socket, Field: field}
	return nil
}

func fieldNames() []string {
	names := slices.Concat(engine.Fields, optionNames())
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
	operator, rest := engine.SplitComparison(w.raw)
	if !strings.HasPrefix(w.raw, operator) {
		return p.wrong(w, "%q is no comparison: write == != < <= > or >=", clip(w.raw))
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
		text = string(w.text)
	}
	if err := engine.CheckComparison(*p.step.Look, operator, text); err != nil {
		hint := ""
		if _, ok := engine.ParseState(text); !ok && p.step.Look.Field == "state" {
			hint = suggest(text, engine.States())
		} else if p.step.Look.Field != "" {
			hint = suggest(text, values(p.step.Look.Field))
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
	if p.verb.Name == "spawn" || spawned || slices.Contains(p.known.sockets, w.raw) && p.known.open {
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

// settingKey matches the key of a sysctl: words, joined by dots.
var settingKey = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$`)

func (p *parser) key() error {
	w, err := p.need("a setting, such as net.ipv4.tcp_fin_timeout")
	if err != nil {
		return err
	}
	if !settingKey.MatchString(w.raw) {
		return p.wrong(w, "%q is no kernel setting: write one as net.ipv4.tcp_fin_timeout", clip(w.raw))
	}
	p.step.Key = w.raw
	return nil
}

// setting reads what a sysctl is set to: one word, several, or a text.
func (p *parser) setting() error {
	w, err := p.need("a value")
	if err != nil {
		return err
	}
	text := w.raw
	if w.quoted {
		text = string(w.text)
	}
	text = p.rest(text)
	p.step.Value = &text
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

// limit reads "nofile 20".
func (p *parser) limit() error {
	w, err := p.need("nofile and a number")
	if err != nil {
		return err
	}
	if w.raw != "nofile" {
		return p.wrong(w, "there is no limit %q: write nofile, the number of descriptors", clip(w.raw))
	}
	p.step.Key = w.raw
	if w, err = p.need("a number of descriptors"); err != nil {
		return err
	}
	n, err := strconv.ParseUint(w.raw, 10, 32)
	if err != nil {
		return p.wrong(w, "%q is no number of descriptors", clip(w.raw))
	}
	p.step.Limit = n
	return nil
}
