package code

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Prelude is the functions that a program may need, in its language. A section begins with a mark, //=
// in the comments of the language, and the name by which it is needed.
type Prelude struct {
	sections func() []Section
	reserved func() map[string]bool
}

// NewPrelude returns the prelude in text, which is parsed when first used.
func NewPrelude(text string) *Prelude {
	p := &Prelude{sections: sync.OnceValue(func() []Section { return readSections(text) })}
	p.reserved = sync.OnceValue(p.words)
	return p
}

// words returns the identifiers of the prelude, without those of one or two letters, which are local to a function.
func (p *Prelude) words() map[string]bool {
	words := map[string]bool{}
	for _, s := range p.sections() {
		for word := range Identifiers(s.Body) {
			if len(word) > 2 || word == s.key() {
				words[word] = true
			}
		}
	}
	return words
}

// Needed returns the names of the sections that text needs, directly or through other sections.
func (p *Prelude) Needed(text string) []string {
	var names []string
	for _, s := range Closure(p.sections(), needs(text)) {
		names = append(names, s.name)
	}
	return names
}

// Section is a function or a few that belong together.
type Section struct {
	name   string // by which it is needed
	Wanted string // what a program that needs it contains: the name, followed by ( for a function
	Body   string
	Needs  []string // what its body contains, to be matched with Wanted of others
}

func readSections(text string) []Section {
	var list []Section
	for line := range strings.Lines(text) {
		if _, name, ok := strings.Cut(line, "= "); ok && isMark(line) {
			list = append(list, Section{name: strings.TrimSpace(name)})
			continue
		}
		if len(list) > 0 {
			list[len(list)-1].Body += line
		}
	}
	for i := range list {
		list[i].Wanted, list[i].Needs = list[i].sign(), needs(list[i].Body)
	}
	return list
}

// isMark reports whether a line begins a section.
func isMark(line string) bool {
	return strings.HasPrefix(line, "//= ") || strings.HasPrefix(line, "#= ") || strings.HasPrefix(line, "--= ")
}

// lazily returns a function that compiles a regular expression when first called.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

var identifier = lazily(`[A-Za-z_][A-Za-z_0-9]*`)

// unsaid matches comments and quoted strings.
var unsaid = lazily(`"(?:[^"\\\n]|\\.)*"|(?m:\s//.*$|^//.*$|^\s*#[^\n]*$|\s#\s.*$|^\s*--.*$|\s--\s.*$)`)

// Said returns text without comments and quoted strings.
func Said(text string) string { return unsaid().ReplaceAllString(text, "") }

// Identifiers returns the set of identifiers in text, outside comments and quoted strings.
func Identifiers(text string) map[string]bool {
	used := map[string]bool{}
	for _, word := range identifier().FindAllString(Said(text), -1) {
		used[word] = true
	}
	return used
}

// attributes matches the names that are looked up in something else: a module, a structure.
var attributes = lazily(`\b\.[A-Za-z_][A-Za-z_0-9]*`)

// needs returns the words in text that may name sections: identifiers, types and calls.
func needs(text string) []string {
	text = attributes().ReplaceAllString(Said(text), "")
	words := identifier().FindAllString(text, -1)
	list := slices.Clone(words)
	for i, word := range words {
		if i > 0 && (words[i-1] == "struct" || words[i-1] == "type") {
			list = append(list, "struct "+word)
		}
	}
	for _, m := range called().FindAllStringSubmatch(text, -1) {
		list = append(list, m[1]+"(")
	}
	return list
}

// Closure returns the wanted sections and those they need in turn, in the order of list.
func Closure(list []Section, wanted []string) []Section {
	want := map[string]bool{}
	taken := make([]bool, len(list))
	for more := wanted; len(more) > 0; {
		for _, word := range more {
			want[word] = true
		}
		more = nil
		for i, s := range list {
			if !taken[i] && want[s.Wanted] {
				taken[i] = true
				more = append(more, s.Needs...)
			}
		}
	}
	var picked []Section
	for i, s := range list {
		if taken[i] {
			picked = append(picked, s)
		}
	}
	return picked
}

// called matches a function call.
var called = lazily(`([A-Za-z_][A-Za-z_0-9]*)\(`)

// sign returns what a program that needs the section contains: for a function, a call.
func (s Section) sign() string {
	key := s.key()
	if key != "nothing" && !strings.HasPrefix(s.Body, "class ") && regexp.MustCompile(`(?m)^[a-z].*\b`+key+` ?\(`).MatchString(s.Body) {
		return key + "("
	}
	return key
}

// key returns the name by which a section is needed: stop_all is another version of stop.
func (s Section) key() string { return strings.TrimSuffix(s.name, "_all") }

// Functions returns the functions that text needs, with a blank line around each that is longer than one line.
func (w *Writer) Functions(text string) string {
	without := "stop_all"
	if len(w.Program.Processes) > 0 {
		without = "stop"
	}
	var b strings.Builder
	before := false
	possible := slices.DeleteFunc(slices.Clone(w.words.Prelude.sections()), func(s Section) bool { return s.name == without })
	for i, part := range Closure(possible, needs(text)) {
		block := strings.Count(part.Body, "\n") > 1 || strings.HasPrefix(part.Body, "func ")
		if i > 0 && (block || before) {
			b.WriteString(w.words.Gap)
		}
		b.WriteString(part.Body)
		before = block
	}
	return b.String()
}
