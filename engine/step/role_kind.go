package step

import (
	"slices"
	"strings"
)

// The kind of a socket: tcp, udp6, …, or domain, type and protocol; then flags.
var (
	RoleKind     Role = kindRole{"kind", false}
	RolePairKind Role = kindRole{"pairkind", true} // of the pair that socketpair makes
)

// kindRole is what socket(2) and socketpair(2) make.
type kindRole struct {
	role
	pair bool
}

func (kindRole) check(s *Step, _ Param) error { return s.fit32() }

func (r kindRole) print(s *Step) []string {
	if k, ok := kindOf(s.Domain, s.Type, s.Protocol); ok {
		return append([]string{k.Word}, flagWords(SocketFlags, s.Flags)...)
	}
	words := []string{Domains.Format(s.Domain), Types.Format(s.Type)}
	if s.Protocol != 0 {
		words = append(words, ProtocolsOf(s.Domain).Format(s.Protocol))
	}
	return append(words, flagWords(SocketFlags, s.Flags)...)
}

func (r kindRole) read(p *parser, _ Param) error {
	w, err := p.need("a kind of socket, such as tcp or udp")
	if err != nil {
		return err
	}
	kind, ok := KindByWord(strings.ToLower(w.raw))
	if _, err := Domains.Parse(w.raw); ok && (err != nil || !p.typeFollows()) {
		p.step.Domain, p.step.Type, p.step.Protocol = kind.Domain, kind.Type, kind.Protocol
		return p.flags(SocketFlags)
	}
	if p.step.Domain, err = Domains.Parse(w.raw); err != nil {
		return p.wrong(w, "%q is not a kind of socket%s", Clip(w.raw), p.suggest(w.raw, func() []string { return slices.Concat(r.words(), Domains.Spellings()) }))
	}
	if w, err = p.need("a type, such as SOCK_STREAM"); err != nil {
		return err
	}
	typ, flags, joined := strings.Cut(w.raw, "|") // SOCK_STREAM|SOCK_NONBLOCK, as in C
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
	if protocol, err := ParseProtocol(p.step.Domain, p.peek()); err == nil {
		p.take()
		p.step.Protocol = protocol
	}
	return p.flags(SocketFlags)
}

// typeFollows reports whether the next word is a socket type, in which case unix before it is the domain and not the
// kind.
func (p *parser) typeFollows() bool {
	typ, _, _ := strings.Cut(p.peek(), "|")
	_, err := Types.Parse(typ)
	return typ != "" && err == nil
}

// complete offers for a pair only the kinds of which the kernel makes pairs.
func (r kindRole) complete(at place) []string {
	if len(at.arguments) > 0 {
		return r.further(at.arguments)
	}
	return slices.Concat(r.words(), Domains.Spellings())
}

// further returns the words after the first: the types of a domain, its protocols, then flags.
func (kindRole) further(arguments []string) []string {
	domain, err := Domains.Parse(arguments[0])
	if _, kind := KindByWord(arguments[0]); kind || err != nil {
		return SocketFlags.Spellings()
	}
	if len(arguments) == 1 {
		return Types.Spellings()
	}
	return slices.Concat(ProtocolsOf(domain).Spellings(), SocketFlags.Spellings())
}

// words returns the kinds that have a word of their own.
func (r kindRole) words() []string {
	var words []string
	for _, k := range Kinds() {
		if k.Pair || !r.pair {
			words = append(words, k.Word)
		}
	}
	return words
}
