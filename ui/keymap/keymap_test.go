package keymap

import (
	"strings"
	"testing"
)

func always(string) bool { return true }

func TestTheInnermostScopeWins(t *testing.T) {
	table, err := New([]Binding{
		{Scope: "pane", Keys: []string{"enter", "space"}, Action: "unfold"},
		{Scope: "global", Keys: []string{"enter"}, Action: "other"},
		{Scope: "global", Keys: []string{"q"}, Action: "quit", Label: "quit"},
	}, always)
	if err != nil {
		t.Fatal(err)
	}
	scopes := []Scope{"pane", "global"}
	for key, want := range map[string]string{"enter": "unfold", "space": "unfold", "q": "quit", "z": ""} {
		if got, _ := table.Lookup(scopes, key); got != want {
			t.Errorf("%s means %q, not %q", key, got, want)
		}
	}
	if got, _ := table.Lookup(scopes[1:], "enter"); got != "other" {
		t.Errorf("outside the pane enter means %q", got)
	}
	var seen []string
	for _, b := range table.Visible(scopes) {
		seen = append(seen, b.Action)
	}
	if got := strings.Join(seen, " "); got != "unfold quit" {
		t.Errorf("visible are %q: one whose key is taken can't be", got)
	}
	if got := table.KeyOf(scopes, "unfold"); got != "enter" {
		t.Errorf("unfold is on %q", got)
	}
}

func TestNoKeyMeansTwoThingsInOneScope(t *testing.T) {
	_, err := New([]Binding{
		{Scope: "pane", Keys: []string{"a"}, Action: "one"},
		{Scope: "pane", Keys: []string{"b", "a"}, Action: "two"},
	}, always)
	if err == nil || !strings.Contains(err.Error(), `a means "one" and "two"`) {
		t.Errorf("the error is %v", err)
	}
}

func TestEveryBindingHasAnActionAndAKey(t *testing.T) {
	for _, b := range []Binding{{Scope: "pane", Keys: []string{"a"}, Action: "nothing"}, {Scope: "pane", Action: "some"}} {
		if _, err := New([]Binding{b}, func(name string) bool { return name == "some" }); err == nil {
			t.Errorf("%+v was taken", b)
		}
	}
}
