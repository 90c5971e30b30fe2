package step

import (
	"fmt"
	"math"
	"strings"
)

// RoleInterests is what poll and select watch: s:in,out, once or more.
var RoleInterests Role = interestsRole{"interests"}

type interestsRole struct{ role }

func (interestsRole) lacks(s *Step) bool { return len(s.Interests) == 0 }

func (interestsRole) check(s *Step, _ Param) error {
	if len(s.Interests) > mostWatched {
		return fmt.Errorf("at most %d sockets can be watched in one step", mostWatched)
	}
	for _, i := range s.Interests {
		if i.Socket == "" || i.Events < 0 || i.Events > math.MaxUint16 {
			return fmt.Errorf("%#x is not a set of events of a socket", i.Events)
		}
	}
	return nil
}

func (interestsRole) print(s *Step) []string {
	words := make([]string, len(s.Interests))
	for i, watch := range s.Interests {
		words[i] = watch.String()
	}
	return words
}

func (interestsRole) complete(at place) []string { return suffixed(at.Bench, ":in", ":out") }

// read takes s:in,out as often as it occurs.
func (interestsRole) read(p *parser, _ Param) error {
	first, err := p.need("a socket with events, such as s:in")
	if err != nil {
		return err
	}
	for w := first; ; w = p.take() {
		interests, err := parseInterests([]string{w.raw})
		if err != nil {
			return p.refused(w, err)
		}
		if err := p.scope.check(p, w, interests[0].Socket); err != nil {
			return err
		}
		p.step.Interests = append(p.step.Interests, interests...)
		if !strings.Contains(p.peek(), ":") {
			return nil
		}
	}
}
