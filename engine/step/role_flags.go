package step

import "strings"

// RoleFlags is the flags of a new descriptor: nonblock, cloexec.
var RoleFlags Role = flagsRole{"flags"}

type flagsRole struct{ role }

func (flagsRole) check(s *Step, _ Param) error  { return s.fit32() }
func (flagsRole) print(s *Step) []string        { return flagWords(s.Flags) }
func (flagsRole) read(p *parser, _ Param) error { return p.flags() }
func (flagsRole) complete(place) []string       { return SocketFlags.Spellings() }

// flags reads the flags of a new descriptor, if any are left.
func (p *parser) flags() error {
	if p.done() {
		return nil
	}
	return p.constant(SocketFlags, &p.step.Flags)
}

// flagWords prints the flags of a new descriptor a word each, in the short form.
func flagWords(flags int) []string {
	if flags == 0 {
		return nil
	}
	return strings.Split(SocketFlags.Short(flags), "|")
}
