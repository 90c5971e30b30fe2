package step

import (
	"strings"
)

// interests reads s:in,out, as many as there are.
func (p *parser) interests() error {
	first, err := p.need("a socket with events, such as s:in")
	if err != nil {
		return err
	}
	for w := first; ; w = p.take() {
		interests, err := ParseInterests([]string{w.raw})
		if err != nil {
			return p.refused(w, err)
		}
		if err := p.known.check(p, w, interests[0].Socket); err != nil {
			return err
		}
		p.step.Interests = append(p.step.Interests, interests...)
		if !strings.Contains(p.peek(), ":") {
			return nil
		}
	}
}

// events reads what epoll watches for; readable where nothing is said.
func (p *parser) events() error {
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
