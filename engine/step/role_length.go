package step

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"netnet-tui/sockopts"
)

// RoleLength is a length passed to a call on purpose, usually a wrong one: len 4.
var RoleLength Role = lengthRole{"len"}

// lengthWord is the keyword before it.
const lengthWord = "len"

// longestLength is its maximum: the buffer of the call has as many bytes.
const longestLength = 64 << 10

type lengthRole struct{ role }

func (lengthRole) lacks(s *Step) bool     { return s.Len == nil }
func (lengthRole) print(s *Step) []string { return []string{lengthWord, strconv.Itoa(*s.Len)} }

func (lengthRole) check(s *Step, _ Param) error {
	if s.Len != nil && (*s.Len < math.MinInt32 || *s.Len > longestLength) {
		return fmt.Errorf("%d is not a possible length: write at most %d, or a negative one, such as -1", *s.Len, longestLength)
	}
	return nil
}

func (r lengthRole) read(p *parser, param Param) error {
	if !p.takes(lengthWord) {
		return nil
	}
	w, err := p.need("a length in bytes, such as 4 or -1")
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(w.raw)
	if err != nil || w.quoted {
		return p.wrong(w, "%q is not a length: write a number of bytes, such as 4 or -1", Clip(w.raw))
	}
	p.step.Len = &n
	if err := r.check(&p.step, param); err != nil {
		return p.wrong(w, "%s", err)
	}
	return nil
}

// lengths returns some lengths that are wrong for most calls.
func lengths() []string { return []string{"0", "2", "4", "-1"} }

// aroundLength completes the words of a verb that takes a length: len may be left out, and then what follows it moves
// up.
func aroundLength(at place, verb *Verb) []string {
	index := slices.IndexFunc(verb.Params, func(p Param) bool { return p.Role == RoleLength })
	params := slices.Delete(slices.Clone(verb.Params), index, index+1)
	last := index == len(params)
	var words []string
	switch typed := slices.Index(at.arguments, lengthWord); {
	case typed >= index && typed == len(at.arguments)-1:
		return lengths()
	case typed >= index:
		at.arguments = slices.Delete(slices.Clone(at.arguments), typed, typed+2)
	case len(at.arguments) == index && lengthMayFollow(at.arguments[index-1], verb):
		words = []string{lengthWord}
	}
	if last && len(at.arguments) >= index {
		return words
	}
	return append(completeParam(at, params), words...)
}

// lengthMayFollow reports whether a length may follow the word before.
func lengthMayFollow(before string, verb *Verb) bool {
	if verb.Name == "accept" {
		return before == AcceptAddr
	}
	_, level := sockopts.LevelByName(before)
	return !level
}
