package reference

import (
	"slices"
	"strings"
	"unicode"
)

// How well a query matches an entry, best first. The first two are about the whole query; the others are about each of
// its words, and are added up.
const (
	wholeName = iota
	wholeAlias
	isName
	bareName
	beginsName
	inName
	besideName
	inText
	nowhere
)

// places is larger than any place within a rank, and than the rank of any query of many words.
const places = 1 << 16

// Search returns the entries that match a query, best first: those whose name it is, those with it as another name,
// then those that contain every word, in the name before the text. Blanks, hyphens, underscores and case are ignored in
// names, so that "time wait" finds TIME-WAIT. An option may be named without its prefix or with a wrong one, as in
// nodelay or SO_NODELAY, and an errno by its number, its message, or a call that returns it; the usual errnos of a call
// come first. Among equals, what most programs use comes before SCTP, vsock and the like. A question such as "too many
// time wait" first finds what it names without its fillers.
func Search(entries []*Entry, query string) []*Entry {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return slices.Clone(entries)
	}
	query = strings.TrimSuffix(strings.TrimSpace(query), "(2)") // of the manual
	found := search(entries, query, words)
	rest := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return slices.Contains(fillers, word) })
	if len(rest) == len(words) || len(rest) == 0 || named(found, query) {
		return found
	}
	query = strings.Join(rest, " ")
	if asked := search(entries, query, rest); len(found) == 0 || named(asked, query) { // a name, before texts that contain all words
		return asked
	}
	return found
}

// named reports whether a query is a name of the best entry found.
func named(found []*Entry, query string) bool {
	return len(found) > 0 && slices.Contains(found[0].plain, plain(query))
}

// fillers are words of a question that do not say what it is about.
var fillers = []string{"a", "an", "the", "how", "why", "what", "is", "are", "do", "does", "i", "my", "to", "too", "many", "of", "and", "on", "for", "with", "can"}

// search returns the entries that match the whole query or all of its words, best first.
func search(entries []*Entry, query string, words []string) []*Entry {
	whole := plain(query)
	ranks := map[*Entry]int{}
	var found []*Entry
	for _, e := range entries {
		if rank, ok := e.matches(whole, words); ok {
			if ranks[e] = rank; e.Name == query { // LISTEN is a state, listen a call
				ranks[e] = -1
			}
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b *Entry) int { return ranks[a] - ranks[b] })
	return found
}

// Find returns the entry with a name, or with it as another name; false if there is none.
func Find(entries []*Entry, name string) (*Entry, bool) {
	for _, i := range []func(*Entry) bool{
		func(e *Entry) bool { return e.Name == name }, // LISTEN is a state, listen a call
		func(e *Entry) bool { return e.plain[0] == plain(name) },
		func(e *Entry) bool { return slices.Contains(e.plain, plain(name)) },
	} {
		if at := slices.IndexFunc(entries, i); at >= 0 {
			return entries[at], true
		}
	}
	return nil, false
}

// matches returns how well a query matches, as a whole and by words; false if it does not.
func (e *Entry) matches(whole string, words []string) (rank int, ok bool) {
	switch i := slices.Index(e.plain, whole); {
	case i == 0:
		return wholeName*places + e.seldom(), true
	case i > 0 && e.causeOf(whole) < 0:
		return wholeAlias*places + e.seldom(), true
	}
	for _, word := range words {
		by, place := e.rank(word)
		if by == nowhere {
			return 0, false
		}
		rank += by*places + place
	}
	return rank + e.seldom()<<8, true
}

// rank returns how well a lower-case word matches the entry, and the place among entries of the same rank.
func (e *Entry) rank(word string) (rank, place int) {
	if i := e.causeOf(word); i >= 0 {
		return isName, e.errno.Causes[i].place
	}
	letters := plain(word)
	if letters == "" {
		return nowhere, 0
	}
	begins := func(name string) bool { return strings.HasPrefix(name, letters) }
	contains := func(name string) bool { return strings.Contains(name, letters) }
	switch {
	case slices.Contains(e.plain, letters):
		return isName, 0
	case e.Option != nil && slices.Contains(e.plain, plain(bare(word))):
		return bareName, 0
	case slices.ContainsFunc(e.plain, begins):
		return beginsName, 0
	case slices.ContainsFunc(e.plain, contains):
		return inName, 0
	case strings.Contains(e.about, word):
		return besideName, 0
	case strings.Contains(e.rest, word):
		return inText, 0
	}
	return nowhere, 0
}

// seldom returns how rarely the entry is meant, compared with others that match equally well: options of protocols that
// few programs speak come last.
func (e *Entry) seldom() int {
	if e.topic != nil && e.topic.group.name == sysctlsGroup {
		return 2
	}
	if e.Option == nil {
		return 0
	}
	switch e.Option.Level {
	case "SOL_SOCKET", "SOL_TCP", "fcntl", "ioctl":
		return 1
	case "SOL_IP", "SOL_IPV6", "SOL_UDP":
		return 2
	}
	return 3
}

// plain returns a name as used in comparisons: its letters and digits, in lower case.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// bare returns a name without the prefix for its level.
func bare(name string) string {
	if _, rest, ok := strings.Cut(name, "_"); ok {
		return rest
	}
	return name
}

// named reports whether a query is the entry's name, or another name for it in the headers.
func (e *Entry) named(query string) bool {
	return strings.EqualFold(e.Name, query) ||
		e.Option != nil && slices.ContainsFunc(e.Option.Aliases, func(a string) bool { return strings.EqualFold(a, query) })
}
