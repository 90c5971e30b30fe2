package step

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"netnet-tui/sockets"
)

// Constants of a header.
var (
	RoleMessage Role = &constantRole{"message", MessageFlags, func(s *Step) *int { return &s.Flags }} // flags of send and recv
	RoleHow     Role = &constantRole{"how", Hows, func(s *Step) *int { return &s.Op }}                // of shutdown
	RoleWhence  Role = &constantRole{"whence", sockets.Whences, func(s *Step) *int { return &s.Op }}  // of lseek
	RoleOp      Role = &constantRole{"op", EpollOps, func(s *Step) *int { return &s.Op }}             // of epoll_ctl
)

// constantRole is one constant of a family, or flags joined with |.
type constantRole struct {
	role
	family *Constants
	field  func(*Step) *int
}

func (constantRole) check(s *Step, _ Param) error    { return s.fit32() }
func (r constantRole) complete(place) []string       { return r.family.Spellings() }
func (r constantRole) read(p *parser, _ Param) error { return p.constant(r.family, r.field(&p.step)) }

func (r constantRole) print(s *Step) []string {
	value := *r.field(s)
	switch {
	case !r.family.Flags:
		return []string{r.family.Short(value)}
	case value == 0:
		return nil
	}
	return []string{r.family.Format(value)}
}

// constant reads a constant of a header, or several flags in one or more words.
func (p *parser) constant(family *Constants, into *int) error {
	w, err := p.need(withArticle(family.What))
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

// refused returns an error about a word and, if the word is not a constant, suggests the nearest one.
func (p *parser) refused(w word, err error) error {
	if errors.As(err, new(*sockets.UnknownName)) {
		return p.unknown(w, err)
	}
	return p.wrong(w, "%s", err)
}

// unknown returns an error that a word is not a constant, and suggests the nearest one.
func (p *parser) unknown(w word, err error) error {
	var unknown *sockets.UnknownName
	if !errors.As(err, &unknown) {
		return p.wrong(w, "%q can't stand here", Clip(w.raw))
	}
	return p.wrong(w, "%q is not %s%s", Clip(unknown.Text), withArticle(unknown.Names.What), p.suggest(unknown.Text, unknown.Names.Spellings))
}

// withArticle returns a noun with "a" or "an" before it.
func withArticle(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// fit32 returns an error for a constant that does not fit into the kernel's int.
func (s *Step) fit32() error {
	for _, n := range []int{s.Domain, s.Type, s.Protocol, s.Flags, s.Op} {
		if n < math.MinInt32 || n > math.MaxUint32 {
			return fmt.Errorf("%d is not a constant of C, which has 32 bits", n)
		}
	}
	return nil
}
