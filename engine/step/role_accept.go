package step

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// RoleAccept is how accept takes a connection: addr asks for the peer's address, plain is accept(2), which has no
// flags.
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

// asks reports whether the call asks for the peer's address.
func (s *Step) asks() bool { return s.Accept == AcceptAddr || s.Accept == AcceptPlainAddr }

func (acceptRole) check(s *Step, _ Param) error {
	switch {
	case s.Accept != "" && !slices.Contains(acceptWords, s.Accept):
		return fmt.Errorf("%q is not a way to accept: write addr or plain", Clip(s.Accept))
	case strings.HasPrefix(s.Accept, AcceptPlain) && s.Flags != 0:
		return errors.New(plainFlags)
	case s.Len != nil && !s.asks():
		return errors.New("len is the room for the peer's address: write addr len 4")
	}
	return nil
}

// plainFlags is the error for flags after plain.
const plainFlags = "plain is accept(2), which takes no flags: leave plain or the flags out"

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
	behind := slices.Clone(p.words)
	if err := RoleLength.read(p, param); err != nil {
		return err
	}
	if err := r.check(&p.step, param); err != nil {
		return p.wrong(behind[0], "%s", err)
	}
	if plain && !p.done() {
		return p.wrong(p.words[0], plainFlags)
	}
	return nil
}
