package diff

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sessions/again"
	"netnet-tui/sessions/recording"
)

// A pair of steps whose lines are equivalent is not decoded: most of two runs of a script are, and decoding
// a line takes ten times as long as scanning it. What such a pair would have contributed to the comparison
// is taken from the lines: the ports that a step asks for, and how far counters have moved. The past that
// explains answers is completed when an answer needs explaining.

// raw are events whose lines are available.
type raw interface{ Raw(i int) ([]byte, error) }

// skipper compares the lines of pairs.
type skipper struct {
	tracker tracker
	moved   [2][]byte // counters of each line, as "name=value " each
	info    [2][]byte // fields of TCP_INFO
	private bool      // the network is the session's own
	ports   []string  // ports that the step asks for
}

// skip reports whether the lines of a pair show, without decoding, that it does not differ.
func (c *comparison) skip(p pair) (bool, error) {
	left, ok := c.sides[0].Events.(raw)
	right, also := c.sides[1].Events.(raw)
	if !ok || !also || c.all || p.left < 0 || p.right < 0 || len(c.lasting.open) > 0 {
		return false, nil
	}
	l, err := left.Raw(p.left)
	if err != nil {
		return false, err
	}
	r, err := right.Raw(p.right)
	if err != nil || !c.sameLine(l, r) {
		return false, err
	}
	for _, port := range c.skipper.ports {
		c.written[0][port], c.written[1][port] = true, true
	}
	if c.skipper.private {
		c.countBoth(string(c.skipper.moved[0]))
	}
	return true, nil
}

// countBoth adds what counters have moved by equally in both sessions.
func (c *comparison) countBoth(moved string) {
	for _, each := range strings.Fields(moved) {
		name, by, _ := strings.Cut(each, "=")
		n, err := strconv.ParseInt(by, 10, 64)
		if err != nil {
			continue // not written by this program
		}
		t := c.tallies[name]
		t.sums[0] += n
		t.sums[1] += n
		c.tallies[name] = t
	}
}

// sameLine reports whether two lines are the same, apart from what is never reported as a difference. It
// may return false for lines that are: then they are decoded.
func (c *comparison) sameLine(l, r []byte) bool {
	k := &c.skipper
	k.private, k.ports = false, k.ports[:0]
	k.tracker.begin()
	k.moved[0], k.moved[1] = k.moved[0][:0], k.moved[1][:0]
	s, t := recording.Scan(l), recording.Scan(r)
	for {
		a, more := s.Next()
		b, also := t.Next()
		switch {
		case !more || !also:
			return more == also
		case s.Ended != t.Ended || s.Depth != t.Depth || !bytes.Equal(s.KeyAt(s.Depth-1), t.KeyAt(s.Depth-1)):
			return false
		}
		switch in := string(s.KeyAt(s.Depth - 1)); {
		case s.Ended:
			if !bytes.Equal(s.KeyAt(s.Depth), t.KeyAt(s.Depth)) {
				return false
			}
		case s.Depth == 3 && in == "moved":
			counts := func(name []byte) bool { return !traffic(string(name)) }
			k.moved[0], k.moved[1] = gather(&s, a, k.moved[0], counts), gather(&t, b, k.moved[1], counts)
			if !bytes.Equal(k.moved[0], k.moved[1]) {
				return false
			}
		case in == "info" && string(s.KeyAt(1)) == "evidence":
			tells := func(name []byte) bool { return slices.Contains(telling(), string(name)) }
			k.info[0], k.info[1] = gather(&s, a, k.info[0][:0], tells), gather(&t, b, k.info[1][:0], tells)
			if !bytes.Equal(k.info[0], k.info[1]) {
				return false
			}
		case !bytes.Equal(s.Key, t.Key):
			return false
		case bytes.Equal(a, b):
			k.note(&s, a)
		case !c.sameValue(&s, string(a), string(b)):
			return false
		default:
			k.tracker.note(&s, a)
		}
	}
}

// note records what both lines say.
func (k *skipper) note(s *recording.Scanner, value []byte) {
	k.tracker.note(s, value)
	switch key := string(s.Key); {
	case key == "private":
		k.private = true
	case key == "address" && string(s.KeyAt(1)) == "parsed":
		if _, port := again.Parted(string(value)); port != "" {
			k.ports = append(k.ports, port)
		}
	}
}

// sameValue reports whether two values that are written differently mean the same.
func (c *comparison) sameValue(s *recording.Scanner, l, r string) bool {
	top := string(s.KeyAt(1))
	switch key := string(s.Key); {
	case s.Depth == 1 && (key == "seq" || key == "t"), top == "calls" && (key == "ns" || key == "args"), top == "why":
		return true
	case s.Depth == 1 && key == "took":
		return short(l) && short(r)
	case s.Depth == 1 && key == "got", top == "calls" && key == "addr", top == "evidence" && (key == "local" || key == "peer"):
		return c.address(l, r)
	case top == "evidence" && (key == "timer.left" || key == "left"):
		return true
	}
	return false
}

// short reports whether a step was too quick for its duration to matter.
func short(took string) bool {
	seconds, err := strconv.ParseFloat(took, 64)
	return err == nil && seconds < longerStep.Seconds()
}

// gather reads an object of numbers, beginning with its first value, and appends those that are wanted.
func gather(s *recording.Scanner, value, to []byte, wanted func(name []byte) bool) []byte {
	for more := true; more && !s.Ended; value, more = s.Next() {
		if wanted(s.Key) {
			to = append(append(append(append(to, s.Key...), '='), value...), ' ')
		}
	}
	return to
}
