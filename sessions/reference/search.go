package reference

import (
	"slices"
	"strings"
)

// How well a word matches an entry, best first.
const (
	isName = iota
	beginsName
	inName
	besideName
	inText
	nowhere
)

// places is larger than any place within a rank.
const places = 1 << 16

// Search returns the entries in which every word of a query is found. Those that a word
// names come first, then those whose name begins with it, those whose name contains it,
// and those whose text does. An option may be named without its prefix, as in nodelay, and
// an errno by its number or by a call that returns it; the usual errnos of a call come
// first.
func Search(entries []*Entry, query string) []*Entry {
	words := strings.Fields(strings.ToLower(query))
	ranks := map[*Entry]int{}
	var found []*Entry
next:
	for _, e := range entries {
		for _, word := range words {
			rank, place := e.rank(word)
			if rank == nowhere {
				continue next
			}
			ranks[e] += rank*places + place
		}
		found = append(found, e)
	}
	slices.SortStableFunc(found, func(a, b *Entry) int { return ranks[a] - ranks[b] })
	return found
}

// rank returns how well a word in lower case matches the entry, and the place among
// entries of the same rank.
func (e *Entry) rank(word string) (rank, place int) {
	begins := func(name string) bool { return strings.HasPrefix(name, word) }
	contains := func(name string) bool { return strings.Contains(name, word) }
	if i := e.causeOf(word); i >= 0 {
		return isName, e.errno.Causes[i].place
	}
	switch {
	case slices.Contains(e.names, word):
		return isName, 0
	case slices.ContainsFunc(e.names, begins):
		return beginsName, 0
	case slices.ContainsFunc(e.names, contains):
		return inName, 0
	case strings.Contains(e.about, word):
		return besideName, 0
	case strings.Contains(e.rest, word):
		return inText, 0
	}
	return nowhere, 0
}

// named reports whether a query is the entry's name, or another name that headers have for
// it.
func (e *Entry) named(query string) bool {
	return strings.EqualFold(e.Name, query) ||
		e.Option != nil && slices.ContainsFunc(e.Option.Aliases, func(a string) bool { return strings.EqualFold(a, query) })
}
