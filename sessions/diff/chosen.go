package diff

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"netnet-tui/engine"
	"netnet-tui/sessions/again"
)

// chosen maps what the kernel has chosen in one session, such as a port, to what it chose for the same
// thing in the other. It learns from places that can only hold such a value, such as addresses, and then
// recognizes the value everywhere. The kernel may reuse a value for something else, so one value may map to
// several.
type chosen struct {
	written [2]map[string]bool // numbers that steps asked for, which the kernel did not choose
	ahead   map[string]map[string]bool
	back    map[string]map[string]bool
}

func newChosen() *chosen {
	return &chosen{
		written: [2]map[string]bool{{}, {}},
		ahead:   map[string]map[string]bool{}, back: map[string]map[string]bool{},
	}
}

// asked records the numbers that a step of a session asks for.
func (c *chosen) asked(side int, s engine.Step) {
	if _, port := again.Parted(string(s.Address)); port != "" {
		c.written[side][port] = true
	}
	if s.Spawned != nil {
		c.asked(side, *s.Spawned)
	}
}

// meet reports whether two words may stand for the same thing, in a place where only chosen values can be,
// and then remembers that they do.
func (c *chosen) meet(l, r string) bool {
	switch {
	case l == r, c.ahead[l][r]:
		return true
	case c.written[0][l] || c.written[1][r]:
		return false
	case len(c.ahead[l]) > 0 && len(c.back[r]) > 0: // each stands for something else
		return false
	}
	relate(c.ahead, l, r)
	relate(c.back, r, l)
	return true
}

func relate(to map[string]map[string]bool, from, word string) {
	if to[from] == nil {
		to[from] = map[string]bool{}
	}
	to[from][word] = true
}

// address reports whether two addresses stand for the same thing.
func (c *chosen) address(l, r string) bool {
	if l == r {
		return true
	}
	hostL, portL := again.Parted(l)
	hostR, portR := again.Parted(r)
	return hostL == hostR && portL != "" && portR != "" && c.meet(portL, portR)
}

// numbers reports whether two texts are the same apart from their first n numbers, which are chosen.
func (c *chosen) numbers(l, r string, n int) bool {
	for restL, restR := l, r; n > 0 && restL != "" && restR != ""; {
		var wordL, wordR string
		wordL, restL = word(restL)
		wordR, restR = word(restR)
		if !strings.ContainsFunc(wordL, unicode.IsDigit) {
			continue
		}
		if n--; !c.meet(wordL, wordR) {
			return false
		}
	}
	return c.text(l, r)
}

// text reports whether two texts are the same, apart from chosen values and durations.
func (c *chosen) text(l, r string) bool {
	for l != r {
		wordL, restL := word(l)
		wordR, restR := word(r)
		if l == "" || r == "" || wordL != wordR && !c.ahead[wordL][wordR] && !sameTime(wordL, wordR) {
			return false
		}
		l, r = restL, restR
	}
	return true
}

// sameTime reports whether two words are durations that are considered the same.
func sameTime(l, r string) bool {
	a, errA := time.ParseDuration(l)
	b, errB := time.ParseDuration(r)
	return errA == nil && errB == nil && !longer(a, b, longerStep)
}

// word splits off the next word of a text: letters and digits, with dots between digits, or a single other
// character.
func word(text string) (word, rest string) {
	end := 0
	for i, r := range text {
		dot := r == '.' && i > 0 && i+1 < len(text) && digit(text[i-1]) && digit(text[i+1])
		if !dot && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	if end == 0 {
		_, end = utf8.DecodeRuneInString(text)
	}
	return text[:end], text[end:]
}

func digit(b byte) bool { return '0' <= b && b <= '9' }
