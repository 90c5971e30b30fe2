package ui

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"netnet-tui/ui/goldentest"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
)

// The markers in the README that enclose the tables of keys.
const (
	keysBegin = "<!-- keys -->\n"
	keysEnd   = "<!-- /keys -->\n"
)

func TestREADMEHasEveryKey(t *testing.T) {
	const file = "README.md"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	before, rest, begun := strings.Cut(text, keysBegin)
	_, after, ended := strings.Cut(rest, keysEnd)
	if !begun || !ended {
		t.Fatalf("%s has no place for the keys: it needs the lines\n%s%s", file, keysBegin, keysEnd)
	}
	s, _ := begin(t, 80, 24, sample())
	want := before + keysBegin + keyTables(s) + keysEnd + after
	if goldentest.Updating() {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text != want {
		t.Errorf("%s has other keys than the program; go test ./ui -update writes them", file)
	}
}

// keyTables returns the keys of the program and of each page as Markdown tables.
func keyTables(s *Screen) string {
	var b strings.Builder
	for _, page := range s.pages {
		fmt.Fprintf(&b, "\n### %s\n", page.Name())
		writeGroups(&b, s.keys, page.Keys())
	}
	b.WriteString("\n### On every page\n")
	writeGroups(&b, s.keys, s.ownKeys())
	b.WriteString("\n### By name only\n\nctrl-p finds these, and every action above that is about what the page shows.\n\n")
	for _, a := range s.keys.All() {
		if len(s.keys.Of(a.Name)) == 0 {
			fmt.Fprintf(&b, "- `%s`: %s\n", a.Name, a.Help)
		}
	}
	return b.String() + "\n"
}

func writeGroups(b *strings.Builder, keys *part.Table, groups []part.Group) {
	var done []keymap.Scope
	for _, group := range groups {
		if slices.Contains(done, group.Scope) {
			continue
		}
		done = append(done, group.Scope)
		fmt.Fprintf(b, "\n**%s**\n\n| keys | what they do |\n|---|---|\n", keys.Title(group.Scope))
		for _, k := range keys.In(group.Scope) {
			var names []string
			for _, key := range k.Keys {
				names = append(names, "`"+keymap.Show(key)+"`")
			}
			fmt.Fprintf(b, "| %s | %s |\n", strings.Join(names, " "), strings.ReplaceAll(keys.Find(k.Action).Help, "|", `\|`))
		}
	}
}
