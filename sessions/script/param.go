package script

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
)

// param reads one parameter into the step, by its role.
func (p *parser) param(param engine.Param) error {
	switch param.Role {
	case engine.RoleSocket:
		return p.socket(&p.step.Socket)
	case engine.RoleOther:
		return p.socket(&p.step.Other)
	case engine.RoleKind, engine.RolePairKind:
		return p.kind(param.Role == engine.RolePairKind)
	case engine.RoleFlags:
		return p.descriptorFlags()
	case engine.RoleMessage:
		return p.constant(engine.MessageFlags, &p.step.Flags)
	case engine.RoleAddress:
		return p.address()
	case engine.RoleText:
		return p.text()
	case engine.RoleSize:
		return p.size()
	case engine.RoleCount:
		return p.count(param)
	case engine.RoleTimeout:
		return p.timeout()
	case engine.RoleHow:
		return p.constant(engine.Hows, &p.step.Op)
	case engine.RoleOption:
		return p.option()
	case engine.RoleValue:
		return p.value()
	case engine.RoleControl:
		return p.control()
	case engine.RoleRequest:
		return p.request()
	case engine.RoleInterests:
		return p.interests()
	case engine.RoleOp:
		return p.constant(engine.EpollOps, &p.step.Op)
	case engine.RoleEvents:
		return p.events()
	case engine.RoleLook:
		return p.look()
	case engine.RoleCompare:
		return p.compare()
	case engine.RoleTask:
		return p.task()
	case engine.RoleStep:
		return p.spawned()
	case engine.RoleKey:
		return p.key()
	case engine.RoleSetting:
		return p.setting()
	case engine.RoleLimit:
		return p.limit()
	}
	return errors.New("no way to read a " + string(param.Role))
}

// socket reads the name of a socket that is on the bench by then.
func (p *parser) socket(into *string) error {
	w, err := p.need("a socket's name")
	if err != nil {
		return err
	}
	*into = w.raw
	return p.known.check(p, w, w.raw)
}

// check tells whether a socket is known by name.
func (n *names) check(p *parser, at word, name string) error {
	if slices.Contains(n.sockets, name) {
		return nil
	}
	if len(n.sockets) == 0 {
		return p.wrong(at, "there is no socket %q: none has been made yet", clip(name))
	}
	return p.wrong(at, "there is no socket %q%s", clip(name), suggest(name, n.sockets))
}

// constant reads a constant of a header, or several flags in one word or more.
func (p *parser) constant(family *engine.Constants, into *int) error {
	w, err := p.need("a " + family.What)
	if err != nil {
		return err
	}
	for {
		value, err := family.Parse(w.raw)
		if err != nil || w.quoted {
			return p.unknown(w, err)
		}
		*into |= value
		if !family.Flags || p.done() {
			return nil
		}
		w = p.take()
	}
}

// refused says what is wrong with a word, and where it is no constant, which one is nearest.
func (p *parser) refused(w word, err error) error {
	if errors.As(err, new(*engine.UnknownConstant)) {
		return p.unknown(w, err)
	}
	return p.wrong(w, "%s", err)
}

// unknown says that a word is no constant, and which one is nearest.
func (p *parser) unknown(w word, err error) error {
	var unknown *engine.UnknownConstant
	if !errors.As(err, &unknown) {
		return p.wrong(w, "%q can't stand here", clip(w.raw))
	}
	return p.wrong(w, "%q is no %s%s", clip(unknown.Text), unknown.Names.What, suggest(unknown.Text, unknown.Names.Spellings()))
}

// kind reads a word such as tcp, or domain, type and protocol; then flags.
func (p *parser) kind(pair bool) error {
	w, err := p.need("a kind of socket, such as tcp or udp")
	if err != nil {
		return err
	}
	kind, ok := engine.KindByWord(strings.ToLower(w.raw))
	if _, err := engine.Domains.Parse(w.raw); ok && (err != nil || !p.typeFollows()) {
		p.step.Domain, p.step.Type, p.step.Protocol = kind.Domain, kind.Type, kind.Protocol
		if pair && !kind.Pair {
			return p.wrong(w, "socketpair makes no %s: the kernel pairs unix, unix-dgram and unix-seqpacket only; AF_INET SOCK_STREAM asks it all the same", kind.Word)
		}
		return p.descriptorFlags()
	}
	if p.step.Domain, err = engine.Domains.Parse(w.raw); err != nil {
		return p.wrong(w, "%q is no kind of socket%s", clip(w.raw), suggest(w.raw, slices.Concat(kindWords(), engine.Domains.Spellings())))
	}
	if w, err = p.need("a type, such as SOCK_STREAM"); err != nil {
		return err
	}
	typ, flags, joined := strings.Cut(w.raw, "|") // SOCK_STREAM|SOCK_NONBLOCK, as C writes it
	if p.step.Type, err = engine.Types.Parse(typ); err != nil {
		return p.unknown(w, err)
	}
	if joined {
		if p.step.Flags, err = engine.SocketFlags.Parse(flags); err != nil {
			return p.unknown(w, err)
		}
	}
	if p.done() {
		return nil
	}
	if protocol, err := engine.Protocols.Parse(p.peek()); err == nil {
		p.take()
		p.step.Protocol = protocol
	}
	return p.descriptorFlags()
}

// typeFollows tells whether the next word is a socket type, so that unix before
// it is the domain and not the kind.
func (p *parser) typeFollows() bool {
	typ, _, _ := strings.Cut(p.peek(), "|")
	_, err := engine.Types.Parse(typ)
	return typ != "" && err == nil
}

func kindWords() []string {
	var words []string
	for _, k := range engine.Kinds() {
		words = append(words, k.Word)
	}
	return words
}

// descriptorFlags reads the flags of a new descriptor: nonblock, cloexec.
func (p *parser) descriptorFlags() error {
	if p.done() {
		return nil
	}
	return p.constant(engine.SocketFlags, &p.step.Flags)
}

// address reads an address, or @s and @s.peer.
func (p *parser) address() error {
	w, err := p.need("an address, such as 127.0.0.1:80 or unix:@name")
	if err != nil {
		return err
	}
	text := w.raw
	if w.quoted { // a path with spaces
		text = w.prefix + string(w.text)
	}
	if err := p.checkAddress(w, text); err != nil {
		return err
	}
	p.step.Address = engine.Address(text)
	return nil
}

func (p *parser) checkAddress(w word, text string) error {
	if ref, ok := strings.CutPrefix(text, "@"); ok {
		return p.known.check(p, w, strings.TrimSuffix(ref, ".peer"))
	}
	if err := engine.Address(text).Check(); err != nil {
		return p.wrong(w, "%s", err)
	}
	return nil
}

// longestText bounds what one step sends or receives, in bytes.
const longestText = 256 << 20

// text reads a quoted text, perhaps repeated: 64KiB*"x".
func (p *parser) text() error {
	w, err := p.need(`a text in quotes, such as "hello"`)
	if err != nil {
		return err
	}
	if !w.quoted {
		return p.wrong(w, "a text stands in quotes: write %q, or 64KiB*\"x\" to repeat one", clip(w.raw))
	}
	text := engine.Text{Body: w.text}
	if w.prefix != "" {
		times, ok := strings.CutSuffix(w.prefix, "*")
		n, err := engine.ParseSize(times)
		if !ok || err != nil || n == 0 {
			return p.wrong(w, "%q can't stand before a text: write a number of times and *, such as 64KiB*\"x\"", clip(w.prefix))
		}
		text.Times = n
	}
	if text.Times > longestText || text.Len() > longestText {
		return p.wrong(w, "one step sends %s at the most", engine.FormatSize(longestText))
	}
	p.step.Text = &text
	return nil
}

func (p *parser) size() error {
	w, err := p.need("a size in bytes, such as 100 or 64KiB")
	if err != nil {
		return err
	}
	n, err := engine.ParseSize(w.raw)
	if err != nil || w.quoted {
		return p.wrong(w, "%q is no size: write bytes as 100, 64KiB or 2MiB", clip(w.raw))
	}
	if n > longestText {
		return p.wrong(w, "one step receives %s at the most", engine.FormatSize(longestText))
	}
	p.step.Size = int(n)
	return nil
}

// count reads a whole number. What looks like a duration is left for the timeout.
func (p *parser) count(param engine.Param) error {
	n, err := strconv.ParseInt(p.peek(), 10, 32)
	if err != nil {
		if _, err := engine.ParseDuration(p.peek()); err == nil && param.Optional && p.verb.Name == "epoll_wait" {
			return nil
		}
		return p.wrong(p.words[0], "%q is no %s: write a whole number", clip(p.words[0].raw), param.Name)
	}
	p.take()
	count := int(n)
	p.step.Count = &count
	return nil
}

func (p *parser) timeout() error {
	w, err := p.need("a duration, such as 200ms")
	if err != nil {
		return err
	}
	d, err := engine.ParseDuration(w.raw)
	if err != nil || w.quoted || d < 0 && p.verb.Group == engine.GroupControl {
		return p.wrong(w, "%q is no duration: write a number with us, ms, s or m, such as 200ms", clip(w.raw))
	}
	p.step.Timeout = &d
	return nil
}
