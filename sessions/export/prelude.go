package export

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// preludes are the functions that a program may need, in its language. A section begins with a line
// that has //= in it, and the name that those who need it use.
//
//go:embed prelude
var preludes embed.FS

// section is one function, or a few that belong together.
type section struct {
	name   string // by which a program needs it
	wanted string // how a program shows that it does: the name, and ( behind that of a function
	body   string
	needs  []string // of others, how it shows that it needs them
}

// sections is the prelude of a language.
var sections = ofEach(readSections)

// ofEach is what a function makes of the prelude of each language, made once and when it is asked for first.
func ofEach[T any](of func(file string) T) func(file string) T {
	made := map[string]func() T{}
	for _, file := range []string{"c.c", "go.txt", "lua.lua", "python.py"} {
		made[file] = sync.OnceValue(func() T { return of(file) })
	}
	return func(file string) T { return made[file]() }
}

func readSections(file string) []section {
	text, err := preludes.ReadFile("prelude/" + file)
	if err != nil {
		panic(err) // it is embedded
	}
	var list []section
	for line := range strings.Lines(string(text)) {
		if _, name, ok := strings.Cut(line, "= "); ok && isMark(line) {
			list = append(list, section{name: strings.TrimSpace(name)})
			continue
		}
		if len(list) > 0 {
			list[len(list)-1].body += line
		}
	}
	for i := range list {
		list[i].wanted, list[i].needs = list[i].sign(), needs(list[i].body)
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

// identifiers are the words that a text uses: not those of its comments, and of what stands in quotes.
func identifiers(text string) map[string]bool {
	used := map[string]bool{}
	for _, word := range identifier().FindAllString(unsaid().ReplaceAllString(text, ""), -1) {
		used[word] = true
	}
	return used
}

// needed are the sections that a text needs, and those that these need, in the order of the file.
func needed(list []section, text string) []section { return closure(list, needs(text)) }

// needs are the words of a text by which it needs sections.
func needs(text string) []string {
	text = unsaid().ReplaceAllString(text, "")
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

// closure are the sections that are wanted, and those that these need in turn, in their order.
func closure(list []section, wanted []string) []section {
	want := map[string]bool{}
	taken := make([]bool, len(list))
	for more := wanted; len(more) > 0; {
		for _, word := range more {
			want[word] = true
		}
		more = nil
		for i, s := range list {
			if !taken[i] && want[s.wanted] {
				taken[i] = true
				more = append(more, s.needs...)
			}
		}
	}
	var picked []section
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
func (s section) sign() string {
	key := s.key()
	if key != "nothing" && !strings.HasPrefix(s.body, "class ") && regexp.MustCompile(`(?m)^[a-z].*\b`+key+` ?\(`).MatchString(s.body) {
		return key + "("
	}
	return key
}

// key is the name by which a section is needed: stop_all is a stop of its own.
func (s section) key() string { return strings.TrimSuffix(s.name, "_all") }

// functions are those of the language that a text needs, a blank line around each that is longer than one.
func (w *code) functions(text string) string {
	without := "stop_all"
	if len(w.program.Processes) > 0 {
		without = "stop"
	}
	var b strings.Builder
	before := false
	possible := slices.DeleteFunc(slices.Clone(sections(w.words.prelude)), func(s section) bool { return s.name == without })
	for i, part := range needed(possible, text) {
		block := strings.Count(part.body, "\n") > 1 || strings.HasPrefix(part.body, "func ")
		if i > 0 && (block || before) {
			b.WriteString(w.words.gap)
		}
		b.WriteString(part.body)
		before = block
	}
	return b.String()
}
