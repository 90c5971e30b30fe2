package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
)

// bar matches the | between names; C allows spaces around it.
var bar = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*\|\s*`) })

// shape matches a word that looks like the name of an option.
var shape = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`) })

// split splits names at commas and spaces, and keeps those joined by | together.
func split(text string) []string {
	return strings.FieldsFunc(bar().ReplaceAllString(text, "|"), func(r rune) bool { return strings.ContainsRune(", \t\r\n;", r) })
}

// areNames reports whether an argument names options, rather than being a line or a file.
func areNames(arg string) bool {
	words := split(arg)
	if len(words) == 0 {
		return false
	}
	if _, verb := step.FindVerb(strings.ToLower(words[0])); verb {
		return false
	}
	for _, word := range words {
		if !shape().MatchString(word) && !strings.Contains(word, "|") && len(sockopts.Lookup(strings.ToUpper(word))) == 0 {
			return false
		}
	}
	return true
}

// ofNames makes a step for each name: the options are set on one socket in this order, and turned on if they can be.
// The name of a level is skipped.
func ofNames(text string) (part, error) {
	var p part
	var found []*sockopts.Option
	for _, word := range split(text) {
		if _, level := sockopts.LevelByName(strings.ToUpper(word)); level {
			continue
		}
		joined := strings.Split(strings.ToUpper(word), "|")
		for _, name := range joined {
			entries := sockopts.Lookup(name)
			if len(entries) == 0 {
				return p, unknown(name)
			}
			found = append(found, entries[0])
		}
		ref := step.OptionRef{Name: strings.Join(joined, "|")}
		step := engine.Step{Verb: "setsockopt", Socket: "s", Option: &ref}
		if on := "on"; found[len(found)-1].Boolean() {
			step.Value = &on
		}
		if _, ok := sockopts.Combined(ref.Name); !ok && len(joined) > 1 && !bits(joined) {
			return p, fmt.Errorf("%s joins options of different calls", ref.Name)
		}
		p.steps = append(p.steps, step)
	}
	if len(found) == 1 {
		p.alone = phase(found[0])
	}
	return p, nil
}

// bits reports whether all names are flags of fcntl, which may be joined.
func bits(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return sockopts.Lookup(name)[0].Call != sockopts.Fcntl })
}

func unknown(name string) error {
	if near := step.NearestOption(name); near != "" {
		return fmt.Errorf("there is no option %q (did you mean %s?)", name, near)
	}
	return fmt.Errorf("there is no option %q: netnet-tui options lists them", name)
}

// phase says when an option is to be set.
func phase(o *sockopts.Option) string {
	switch {
	case o.Settable():
		return fmt.Sprintf("%s: set it %s", o.Name, o.Phase)
	case o.Readable():
		return o.Name + ": it can only be read"
	}
	return o.Name + ": it can neither be read nor set"
}
