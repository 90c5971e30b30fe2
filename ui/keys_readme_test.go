package ui

import (
	"cmp"
	"fmt"
	"os"
	"strings"
	"testing"

	"netnet-tui/ui/keymap"
)

// asides are the scopes that no page of keys shows: what they ask says it by itself.
var asides = map[keymap.Scope]string{
	"quit": "Leaving while sockets are open", "dead": "The engine has died", "shutdown": "Shutting down a connection",
	scopeAsked: "A filter or a file name", "new": "A new socket", "palette": "Finding an action", "editor": "An editor of an option",
	"checklist": "An editor of flags", "fields": "An editor of several fields", "list": "A list",
}

// The tables of keys in README.md are those that keys are looked up in.
func TestREADMEHasEveryKey(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	var scopes []keymap.Scope
	rows := map[keymap.Scope]string{}
	for _, b := range bindings(s.pages) {
		if rows[b.Scope] == "" {
			scopes = append(scopes, b.Scope)
		}
		var keys []string
		for _, key := range b.Keys {
			keys = append(keys, "`"+keymap.Show(key)+"`")
		}
		rows[b.Scope] += fmt.Sprintf("| %s | %s |\n", strings.Join(keys, " "), strings.ReplaceAll(s.actions.find(b.Action).Help, "|", `\|`))
	}
	var tables strings.Builder
	for _, scope := range scopes {
		title := cmp.Or(asides[scope], scopeTitles[scope], strings.ToUpper(string(scope[:1]))+string(scope[1:]))
		fmt.Fprintf(&tables, "\n**%s**\n\n| keys | what they do |\n|---|---|\n%s", title, rows[scope])
	}
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := strings.Cut(string(text), "<!-- keys -->\n")
	_, after, ended := strings.Cut(rest, "\n<!-- /keys -->")
	if !begun || !ended {
		t.Fatal("README.md has no place for the keys")
	}
	whole := before + "<!-- keys -->\n" + tables.String() + "\n<!-- /keys -->" + after
	if *update {
		if err := os.WriteFile("README.md", []byte(whole), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if whole != string(text) {
		t.Error("the keys of README.md are not those of the program: go test ./ui -update writes them")
	}
}
