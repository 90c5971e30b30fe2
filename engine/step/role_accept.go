package step

import (
	"fmt"
	"slices"
	"strings"
)

// RoleAccept is how accept takes a connection: addr asks for the peer's address, plain is
// accept(2), which knows no flags.
var RoleAccept Role = acceptRole{"accept"}

// The ways to accept.
const (
	AcceptAddr      = "addr"
	AcceptPlain     = "plain"
	AcceptPlainAddr = "plain addr"
)

var acceptWords = []string{AcceptAddr, AcceptPlain, AcceptPlainAddr}

type acceptRole struct{ role }

func (acceptRole) lacks(s *Step) bool     { return s.Accept == "" }
func (acceptRole) print(s *Step) []string { return strings.Fields(s.Accept) }

func (acceptRole) complete(place) []string {
	return append([]string{AcceptAddr, AcceptPlain}, SocketFlags.Spellings()...)
}

func (acceptRole) check(s *Step, _ Param) error {
	switch {
	case s.Accept != "" && !slices.Contains(acceptWords, s.Accept):
		return fmt.Errorf("%q is not a way to accept: write addr or plain", Clip(s.Accept))
	case strings.HasPrefix(s.Accept, AcceptPlain) && s.Flags != 0:
		return fmt.Errorf("plain is accept(2), which takes no flags: leave plain or the flags out")
	}
	return nil
}

func (r acceptRole) read(p *parser, param Param) error {
	var plain, addr bool
	for {
		switch {
		case !plain && p.takes(AcceptPlain):
			plain = true
			continue
		case !addr && p.takes(AcceptAddr):
			addr = true
			continue
		}
		break
	}
	switch {
	case plain && addr:
		p.step.Accept = AcceptPlainAddr
	case plain:
		p.step.Accept = AcceptPlain
	case addr:
		p.step.Accept = AcceptAddr
	}
	if plain && !p.done() {
		return p.wrong(p.words[0], "plain is accept(2), which takes no flags: leave plain or the flags out")
	}
	return nil
}
