package reference

import (
	"slices"
	"strings"

	"netnet-tui/sockopts"
)

// Sysctl reads a kernel setting by its key, such as net.core.somaxconn; false if there is none.
type Sysctl func(key string) (string, bool)

// Entry is something that can be looked up: a socket option, an errno, or a topic such as a state of TCP or a call.
type Entry struct {
	Name    string
	Head    string // its numbers and its type, in a few words
	Summary string // one sentence
	Where   string // the level of the option, or the calls that return the errno
	Group   string // the group it is listed under: see [Entries]

	Option *sockopts.Option // nil if it is not an option
	errno  errnoEntry       // its number is 0 if it is not an errno
	topic  *topic           // nil if it is not a topic
	sysctl Sysctl

	names []string // the names it is found by, in lower case; the first is Name
	plain []string // the names with letters and digits only: see [plain]
	about string   // what is shown next to the name: summary, level, group
	rest  string   // everything else that is searched
}

// Fact is something that is known about an entry: a word for its subject, and a sentence.
type Fact struct{ Name, Text string }

// errnosGroup is the group of the errnos.
const errnosGroup = "errnos"

// Entries returns all entries: the topics, the options by purpose, then the errnos by number. Kernel settings are read
// with sysctl whenever their facts are requested.
func Entries(sysctl Sysctl) []*Entry {
	options := optionEntries()
	purposes := sockopts.Purposes()
	slices.SortStableFunc(options, func(a, b *Entry) int {
		return slices.Index(purposes, a.Option.Purpose) - slices.Index(purposes, b.Option.Purpose)
	})
	return slices.Concat(topicEntries(sysctl), options, errnoEntries())
}

// Errno reports whether the entry is an errno.
func (e *Entry) Errno() bool { return e.errno.Number != 0 }

// Try returns lines of script that demonstrate the entry's subject on an empty bench. Those of an option need an
// existing socket: see its facts.
func (e *Entry) Try() []string {
	if e.topic == nil || e.topic.try == "" {
		return nil
	}
	return strings.Split(e.topic.try, "\n")
}

// Facts returns everything that is known about the entry besides its summary, surprises first.
func (e *Entry) Facts() []Fact {
	switch {
	case e.Option != nil:
		return optionFacts(e.Option)
	case e.topic != nil:
		return e.topic.facts(e.sysctl)
	}
	var facts []Fact
	for _, c := range e.errno.Causes {
		facts = append(facts, c.fact())
	}
	return facts
}

// FactAbout returns the index of the first of an errno's Facts that is about one of the calls, or 0.
func (e *Entry) FactAbout(calls []string) int {
	return max(slices.IndexFunc(e.errno.Causes, func(c errnoCause) bool { return slices.ContainsFunc(calls, c.of) }), 0)
}

// causeOf returns the index of the first cause of a call, or -1.
func (e *Entry) causeOf(call string) int {
	return slices.IndexFunc(e.errno.Causes, func(c errnoCause) bool { return c.of(call) })
}

// index prepares an entry for searches by these names and its texts.
func (e *Entry) index(names []string, texts ...string) *Entry {
	for _, name := range append([]string{e.Name}, names...) {
		e.names = append(e.names, strings.ToLower(name))
		e.plain = append(e.plain, plain(name))
	}
	e.about = strings.ToLower(strings.Join([]string{e.Summary, e.Where, e.Group}, " "))
	e.rest = strings.ToLower(strings.Join(texts, " "))
	return e
}
