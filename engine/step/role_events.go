package step

import "strings"

// RoleEvents is what epoll watches a socket for.
var RoleEvents Role = eventsRole{"events"}

type eventsRole struct{ role }

func (eventsRole) check(s *Step, _ Param) error { return s.fit32() }
func (eventsRole) complete(place) []string      { return EpollEvents.Spellings() }

func (eventsRole) print(s *Step) []string {
	if s.Flags == 0 && s.Op == EpollDel {
		return nil
	}
	return strings.Split(EpollEvents.Short(s.Flags), "|")
}

// read takes what epoll watches for; readable where nothing is said.
func (eventsRole) read(p *parser, _ Param) error {
	if p.done() && p.step.Op != EpollDel {
		p.step.Flags = EpollIn
	}
	for !p.done() {
		w := p.take()
		for event := range strings.FieldsFuncSeq(w.raw, func(r rune) bool { return r == ',' || r == '|' }) {
			bit, err := EpollEvents.Parse(event)
			if err != nil {
				return p.unknown(w, err)
			}
			p.step.Flags |= bit
		}
	}
	return nil
}
