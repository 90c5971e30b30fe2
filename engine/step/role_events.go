package step

import (
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// RoleEvents is what epoll watches a socket for.
var RoleEvents Role = eventsRole{"events"}

type eventsRole struct{ role }

func (eventsRole) check(s *Step, _ Param) error { return s.fit32() }

// complete offers the events that are not given yet and that the operation takes.
func (eventsRole) complete(at place) []string {
	op, _ := EpollOps.Parse(at.arguments[1])
	if op == EpollDel {
		return nil
	}
	said := 0
	for _, word := range at.arguments[3:] {
		bits, _ := epollEvents(word) // mistakes are reported when the line is read
		said |= bits
	}
	if op == unix.EPOLL_CTL_MOD {
		said |= unix.EPOLLEXCLUSIVE // EINVAL according to epoll_ctl(2)
	}
	return slices.DeleteFunc(EpollEvents.Spellings(), func(word string) bool {
		bit, err := EpollEvents.Parse(word)
		return err == nil && said&bit == bit
	})
}

func (eventsRole) print(s *Step) []string {
	if s.Flags == 0 && s.Op == EpollDel {
		return nil
	}
	return strings.Split(EpollEvents.Short(s.Flags), "|")
}

// read takes what epoll watches for: by default, readable.
func (eventsRole) read(p *parser, _ Param) error {
	if p.done() && p.step.Op != EpollDel {
		p.step.Flags = EpollIn
	}
	for !p.done() {
		w := p.take()
		bits, err := epollEvents(w.raw)
		if err != nil {
			return p.unknown(w, err)
		}
		p.step.Flags |= bits
	}
	return nil
}

// epollEvents reads a word of events, such as in,out or in|out.
func epollEvents(word string) (bits int, err error) {
	for event := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == ',' || r == '|' }) {
		bit, err := EpollEvents.Parse(event)
		if err != nil {
			return bits, err
		}
		bits |= bit
	}
	return bits, nil
}
