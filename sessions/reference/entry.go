package reference

import (
	"slices"
	"strings"

	"netnet-tui/sockopts"
)

// Entry is one thing that can be looked up: a socket option, or an errno.
type Entry struct {
	Name    string
	Head    string // its numbers and its type, in a few words
	Summary string // one sentence
	Where   string // the level of the option, the calls that answer the errno
	Group   string // what stands together in a list: see [Entries]

	Option *sockopts.Option // nil for an errno
	errno  errnoEntry

	names []string // by which it is found, in small letters; the first is Name
	about string   // what stands beside the name: summary, level, group
	rest  string   // everything else that a word is looked for in
}

// Fact is one thing that is known of an entry: a word for what it is about, and a
// sentence.
type Fact struct{ Name, Text string }

// errnosGroup is the group that the errnos stand in.
const errnosGroup = "errnos"

// Entries are all there are: the options by what they are for, and behind them the
// errnos by number.
func Entries() []*Entry {
	options := optionEntries()
	purposes := sockopts.Purposes()
	slices.SortStableFunc(options, func(a, b *Entry) int {
		return slices.Index(purposes, a.Option.Purpose) - slices.Index(purposes, b.Option.Purpose)
	})
	return append(options, errnoEntries()...)
}

// Facts are all that is known of the entry beside its summary, what surprises first.
func (e *Entry) Facts() []Fact {
	if e.Option != nil {
		return optionFacts(e.Option)
	}
	var facts []Fact
	for _, c := range e.errno.Causes {
		facts = append(facts, c.fact())
	}
	return facts
}

// FactAbout is which of an errno's Facts is the first about any of these calls, 0
// where none is.
func (e *Entry) FactAbout(calls []string) int {
	return max(slices.IndexFunc(e.errno.Causes, func(c errnoCause) bool { return slices.ContainsFunc(calls, c.of) }), 0)
}

// causeOf is which cause is the first of a call, -1 where none is.
func (e *Entry) causeOf(call string) int {
	return slices.IndexFunc(e.errno.Causes, func(c errnoCause) bool { return c.of(call) })
}

// index prepares an entry for being found: by these names, and by its texts.
func (e *Entry) index(names []string, texts ...string) *Entry {
	for _, name := range append([]string{e.Name}, names...) {
		e.names = append(e.names, strings.ToLower(name))
	}
	e.about = strings.ToLower(strings.Join([]string{e.Summary, e.Where, e.Group}, " "))
	e.rest = strings.ToLower(strings.Join(texts, " "))
	return e
}
