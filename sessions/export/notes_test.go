package export

import (
	"os"
	"strings"
	"testing"

	"netnet-tui/sessions/recording"
)

// TestNotes checks that every target has the comments of a script and the marks of a recording.
func TestNotes(t *testing.T) {
	lines := "# needs: lab\n# a zebra above\n\n# and above\ns = socket tcp   # be\"side\nclose s => 0\n# behind\n"
	name := written(t, "x.netnet", lines)
	s := loaded(t, name)
	if got := printed(t, s, "netnet"); got != "# needs: lab\n# a zebra above\n# and above\ns = socket tcp # be\"side\nclose s => 0\n# behind\n" {
		t.Error(got)
	}
	for _, target := range languages {
		for _, want := range []string{"a zebra above", "and above", `5: s = socket tcp # be"side`, "behind"} {
			if text := printed(t, s, target); !strings.Contains(text, want) {
				t.Errorf("%s does not have %s:\n%s", target, want, text)
			}
		}
	}
	marked := marked(t, recorded(t, name), 2, "look *zebra*")
	for target, want := range map[string]string{"netnet": "# mark: look *zebra*\nclose s", "c": "// mark: look *zebra*\n", "strace": "# mark: look *zebra*\n",
		"markdown": `> mark: look \*zebra\*`, "svg": "<title>mark: look *zebra* · close s"} {
		if text := printed(t, marked, target); !strings.Contains(text, want) {
			t.Errorf("%s does not have %s:\n%s", target, want, text)
		}
	}
	s.Redact, marked.Redact = true, true
	for _, target := range Targets() {
		for _, session := range []*Session{s, marked} {
			if text := printed(t, session, target.Name); strings.Contains(text, "zebra") {
				t.Errorf("%s has notes where data is left out:\n%s", target.Name, text)
			}
		}
	}
}

// marked returns a recording with a mark at one of its events.
func marked(t *testing.T, text string, at uint64, word string) *Session {
	t.Helper()
	name := written(t, "x.jsonl", text)
	file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := (recording.Mark{Word: word, At: at}).Append(file); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return loaded(t, name)
}
