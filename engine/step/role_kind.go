package step

import (
	"errors"
	"slices"
	"strings"
)

// constant reads a constant of a header, or several flags in one word or more.
func (p *parser) constant(family *Constants, into *int) error {
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
	if errors.As(err, new(*UnknownConstant)) {
		return p.unknown(w, err)
	}
	return p.wrong(w, "%s", err)
}

// unknown says that a word is no constant, and which one is nearest.
func (p *parser) unknown(w word, err error) error {
	var unknown *UnknownConstant
	if !errors.As(err, &unknown) {
		return p.wrong(w, "%q can't stand here", Clip(w.raw))
	}
	return p.wrong(w, "%q is no %s%s", Clip(unknown.Text), unknown.Names.What, p.suggest(unknown.Text, unknown.Names.Spellings))
}

// kind reads a word such as tcp, or domain, type and protocol; then flags.
func (p *parser) kind(pair bool) error {
	w, err := p.need("a kind of socket, such as tcp or udp")
	if err != nil {
		return err
	}
	kind, ok := KindByWord(strings.ToLower(w.raw))
	if _, err := Domains.Parse(w.raw); ok && (err != nil || !p.typeFollows()) {
		p.step.Domain, p.step.Type, p.step.Protocol = kind.Domain, kind.Type, kind.Protocol
		if pair && !kind.Pair {
			return p.wrong(w, "socketpair makes no %s: the kernel pairs unix, unix-dgram and unix-seqpacket only; AF_INET SOCK_STREAM asks it all the same", kind.Word)
		}
		return p.descriptorFlags()
	}
	if p.step.Domain, err = Domains.Parse(w.raw); err != nil {
		return p.wrong(w, "%q is not a kind of socket%s", Clip(w.raw), p.suggest(w.raw, func() []string { return slices.Concat(kindWords(), Domains.Spellings()) }))
	}
	if w, err = p.need("a type, such as SOCK_STREAM"); err != nil {
		return err
	}
	typ, flags, joined := strings.Cut(w.raw, "|") // SOCK_STREAM|SOCK_NONBLOCK, as C writes it
	if p.step.Type, err = Types.Parse(typ); err != nil {
		return p.unknown(w, err)
	}
	if joined {
		if p.step.Flags, err = SocketFlags.Parse(flags); err != nil {
			return p.unknown(w, err)
		}
	}
	if p.done() {
		return nil
	}
	if protocol, err := Protocols.Parse(p.peek()); err == nil {
		p.take()
		p.step.Protocol = protocol
	}
	return p.descriptorFlags()
}

// typeFollows reports whether the next word is a socket type, so that unix before
// it is the domain and not the kind.
func (p *parser) typeFollows() bool {
	typ, _, _ := strings.Cut(p.peek(), "|")
	_, err := Types.Parse(typ)
	return typ != "" && err == nil
}

func kindWords() []string {
	var words []string
	for _, k := range Kinds() {
		words = append(words, k.Word)
	}
	return words
}

// descriptorFlags reads the flags of a new descriptor: nonblock, cloexec.
func (p *parser) descriptorFlags() error {
	if p.done() {
		return nil
	}
	return p.constant(SocketFlags, &p.step.Flags)
}
