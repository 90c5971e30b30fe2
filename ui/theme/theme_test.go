package theme

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var sgr = regexp.MustCompile(`^\x1b\[(0;[0-9;]*[0-9])?m$`)

func TestEveryStyleOfEveryThemeIsASequence(t *testing.T) {
	for _, theme := range append(Themes(), Mono()) {
		prefixes := theme.Compile()
		for g := range grounds {
			for r := range roles {
				if p := prefixes.Prefix(r.On(g)); !sgr.MatchString(p) {
					t.Errorf("%s: role %d on ground %d is %q", theme.Name, r, g, p)
				}
			}
		}
		if prefixes.Prefix(Text.On(Chosen)) == prefixes.Prefix(Text.On(Plain)) {
			t.Errorf("%s: the selected row looks like the others", theme.Name)
		}
		if theme.Summary == "" {
			t.Errorf("%s has no summary", theme.Name)
		}
	}
}

func TestTheThemesHaveTheirNames(t *testing.T) {
	var names []string
	for _, theme := range Themes() {
		names = append(names, theme.Name)
	}
	if !slices.Equal(names, Names()) {
		t.Errorf("the themes are %v, and the names %v", names, Names())
	}
}

func TestMonoAndContrastKeepToTheirColours(t *testing.T) {
	colour := regexp.MustCompile(`(^|;)(3[0-8]|4[0-8]|9[0-7])(;|$)`)
	many := regexp.MustCompile(`(^|;)[34]8;`)
	mono, contrast := Mono().Compile(), contrast().Compile()
	for r := range roles {
		parameters := strings.Trim(mono.Prefix(r.On(Chosen)), "\x1b[m")
		if colour.MatchString(parameters) {
			t.Errorf("mono has a colour in role %d: %q", r, parameters)
		}
		parameters = strings.Trim(contrast.Prefix(r.On(Chosen)), "\x1b[m")
		if many.MatchString(parameters) {
			t.Errorf("contrast goes beyond sixteen colours in role %d: %q", r, parameters)
		}
	}
}

func TestThemesGoRound(t *testing.T) {
	name, seen := "dark", map[string]bool{}
	for range len(Themes()) {
		seen[name] = true
		name = After(name).Name
	}
	if name != "dark" || len(seen) != len(Themes()) {
		t.Errorf("after %v comes %s", seen, name)
	}
	if _, ok := Find("no such"); ok {
		t.Error("a theme that does not exist was found")
	}
	if s := Bad.On(Chosen); s.Role() != Bad || s.Ground() != Chosen || s.On(Plain) != Bad.On(Plain) {
		t.Errorf("the style is %d %d", s.Role(), s.Ground())
	}
}
