package step

import (
	"strconv"
	"strings"
	"time"
)

// Limits of repetition.
const (
	MostTimes = 100_000          // of repeat and until
	UntilTime = 10 * time.Second // of until, unless within gives another
)

// Prefix is a word that stands before a step and says how it is made.
type Prefix struct {
	Name    string
	Param   string // as the signature shows it
	Summary string // one line for the prompt and the manual
	read    func(*parser) error
	offers  func(Lists) []string // words that it may take; nil for a number
	outcome bool                 // it takes an outcome, which may be several words
}

// Prefixes returns the words that may stand before a step.
func Prefixes() []Prefix {
	return []Prefix{
		{Name: "at", Param: "process", read: (*parser).at, offers: func(l Lists) []string { return l.Processes },
			Summary: "makes the step in a process that was forked, on its own copies; what it makes is a there and k_a elsewhere"},
		{Name: "within", Param: "duration", read: (*parser).within,
			Summary: "repeats a call that answers EAGAIN, EINPROGRESS or EALREADY, or a look that does not hold, for at most that long"},
		{Name: "repeat", Param: "n", read: (*parser).repeat,
			Summary: "makes the step n times; names on its left become s_1, s_2, …; ends early where a step fails and nothing was expected"},
		{Name: "until", Param: "outcome", read: (*parser).until, offers: func(Lists) []string { return outcomeStarts() }, outcome: true,
			Summary: "makes the step until the outcome holds, at most 100,000 times and for 10 s"},
	}
}

// Signature returns the prefix with its parameter: "within duration step".
func (p Prefix) Signature() string { return p.Name + " " + p.Param + " step" }

// findPrefix finds a prefix by name, ignoring case.
func findPrefix(name string) (Prefix, bool) {
	for _, p := range Prefixes() {
		if strings.EqualFold(p.Name, name) {
			return p, true
		}
	}
	return Prefix{}, false
}

// Repeats reports whether the step is made several times, with each answer judged.
func (s *Step) Repeats() bool { return s.Repeat > 0 || len(s.Until) > 0 }

// Times returns the maximum number of times that the step is made.
func (s *Step) Times() int {
	switch {
	case s.Repeat > 0:
		return s.Repeat
	case len(s.Until) > 0:
		return MostTimes
	}
	return 1
}

// NameOf returns a name of a repeated step in one round, counted from 1: s_1, s_2, …
func NameOf(name string, round int) string { return name + "_" + strconv.Itoa(round) }

// Repeatable reports whether repeat and until may stand before the verb, which is so if it is about sockets, or only
// looks or waits.
func (v *Verb) Repeatable() bool {
	return v.Group != GroupControl || v.Effect == EffectLooks && v.Answer == AnswerNothing
}

// Forkable reports whether a forked process can make the step, which is so if it is about sockets, or only looks or
// waits. Other steps concern the engine itself.
func (v *Verb) Forkable() bool { return v.Repeatable() || v.takes(RoleStep) }

// prefixes returns the canonical words before a step.
func (s *Step) prefixes() []string {
	var words, within []string
	if s.Within > 0 {
		within = []string{"within", FormatDuration(s.Within)}
	}
	if !s.Each {
		words, within = within, nil
	}
	if s.At != "" {
		words = append([]string{"at", s.At}, words...)
	}
	if s.Repeat > 0 {
		words = append(words, "repeat", strconv.Itoa(s.Repeat))
	}
	if len(s.Until) > 0 {
		words = append(append(words, "until"), outcomeWords(s.Until)...)
	}
	return append(words, within...)
}

// outcomeWords returns alternatives as a line has them.
func outcomeWords(alternatives []Outcome) []string {
	var words []string
	for i, o := range alternatives {
		if i > 0 {
			words = append(words, "|")
		}
		words = append(words, o.String())
	}
	return words
}
