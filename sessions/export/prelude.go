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
		list[i].wanted = list[i].sign()
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
// Of two with the same name the last one that is not ruled out is taken.
func needed(list []section, text string, without ...string) []section {
	wanted := map[string]bool{}
	add := func(text string) {
		text = unsaid().ReplaceAllString(text, "")
		for _, m := range called().FindAllStringSubmatch(text, -1) {
			wanted[m[1]+"("] = true
		}
		words := identifier().FindAllString(text, -1)
		for i, word := range words {
			wanted[word] = true
			if i > 0 && (words[i-1] == "struct" || words[i-1] == "type") {
				wanted["struct "+word] = true
			}
		}
	}
	add(text)
	taken := make([]bool, len(list))
	for again := true; again; {
		again = false
		for i, s := range list {
			if taken[i] || !wanted[s.wanted] || slices.Contains(without, s.name) {
				continue
			}
			taken[i], again = true, true
			add(s.body)
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
	for i, part := range needed(sections(w.words.prelude), text, without) {
		block := strings.Count(part.body, "\n") > 1 || strings.HasPrefix(part.body, "func ")
		if i > 0 && (block || before) {
			b.WriteString(w.words.gap)
		}
		b.WriteString(part.body)
		before = block
	}
	return b.String()
}
