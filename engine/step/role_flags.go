package step

import (
	"strings"

	"netnet-tui/sockets"
)

// The flags of a new descriptor: nonblock, cloexec, and those of some kinds only.
var (
	RoleFlags        Role = flagsRole{"flags", SocketFlags}
	RolePipeFlags    Role = flagsRole{"flags", sockets.PipeFlags}
	RoleEventfdFlags Role = flagsRole{"flags", sockets.EventfdFlags}
	RoleTimerfdFlags Role = flagsRole{"flags", sockets.TimerfdFlags}
)

type flagsRole struct {
	role
	family *Constants
}

func (flagsRole) check(s *Step, _ Param) error    { return s.fit32() }
func (r flagsRole) print(s *Step) []string        { return flagWords(r.family, s.Flags) }
func (r flagsRole) read(p *parser, _ Param) error { return p.flags(r.family) }
func (r flagsRole) complete(place) []string       { return r.family.Spellings() }

// flags reads the flags of a new descriptor, if any are left.
func (p *parser) flags(family *Constants) error {
	if p.done() {
		return nil
	}
	return p.constant(family, &p.step.Flags)
}

// flagWords returns the flags of a new descriptor as short words.
func flagWords(family *Constants, flags int) []string {
	if flags == 0 {
		return nil
	}
	return strings.Split(family.Short(flags), "|")
}
