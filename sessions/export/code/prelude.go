package code

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Prelude are the functions that a program may need, in its language. A section begins with a line
// that has //= in it, and the name that those who need it use.
type Prelude struct {
	sections func() []Section
	reserved func() map[string]bool
}

// NewPrelude is the prelude of a text, which is read when it is asked for first.
func NewPrelude(text string) *Prelude {
	p := &Prelude{sections: sync.OnceValue(func() []Section { return readSections(text) })}
	p.reserved = sync.OnceValue(p.words)
	return p
}

// words are the identifiers of the prelude. Those of one letter are local to a function there.
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

// Needed are the names of the sections that a text needs, and of those that these need.
func (p *Prelude) Needed(text string) []string {
	var names []string
	for _, s := range Closure(p.sections(), needs(text)) {
		names = append(names, s.name)
	}
	return names
}

// Section is one function, or a few that belong together.
type Section struct {
	name   string // by which a program needs it
	Wanted string // how a program shows that it does: the name, and ( behind that of a function
	Body   string
	Needs  []string // of others, how it shows that it needs them
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

// lazily compiles an expression when it is needed first.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

var identifier = lazily(`[A-Za-z_][A-Za-z_0-9]*`)

// unsaid is what a text does not use: comments, and what stands in quotes.
var unsaid = lazily(`"(?:[^"\\\n]|\\.)*"|(?m:\s//.*$|^//.*$|^\s*#[^\n]*$|^\s*--.*$)`)

// Said is a text without its comments, and without what stands in quotes.
func Said(text string) string { return unsaid().ReplaceAllString(text, "") }

// Identifiers are the words that a text uses: not those of its comments, and of what stands in quotes.
func Identifiers(text string) map[string]bool {
	used := map[string]bool{}
	for _, word := range identifier().FindAllString(Said(text), -1) {
		used[word] = true
	}
	return used
}

// needs are the words of a text by which it needs sections.
func needs(text string) []string {
	text = Said(text)
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

// Closure are the sections that are wanted, and those that these need in turn, in their order.
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

// called matches the call of a function.
var called = lazily(`([A-Za-z_][A-Za-z_0-9]*)\(`)

// sign is what a program has where it needs the section: a function is one that is called.
func (s Section) sign() string {
	key := s.key()
	if key != "nothing" && !strings.HasPrefix(s.Body, "class ") && regexp.MustCompile(`(?m)^[a-z].*\b`+key+` ?\(`).MatchString(s.Body) {
		return key + "("
	}
	return key
}

// key is the name by which a section is needed: stop_all is a stop of its own.
func (s Section) key() string { return strings.TrimSuffix(s.name, "_all") }

// Functions are those of the language that a text needs, a blank line around each that is longer than one.
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
