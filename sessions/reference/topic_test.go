package reference

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine/step"
	"netnet-tui/engine/swarm"
	"netnet-tui/sessions/enginetest"
	"netnet-tui/sessions/script"
	figures "netnet-tui/sessions/swarm"
)

// TestMain becomes an engine or a swarm if a test starts one.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "swarm" {
		swarming()
		return
	}
	enginetest.Main(m)
}

// swarming runs the swarm that an engine of the tests starts.
func swarming() {
	o := swarm.Defaults()
	o.Clients, _ = strconv.Atoi(os.Args[2])
	o.Address = os.Args[3]
	o.Leader = &swarm.Leader{}
	ctx, cancel := context.WithCancel(context.Background())
	go o.Leader.Listen(os.Stdin, cancel)
	figures.Run(ctx, o, figures.Output{Report: os.Stdout, Progress: os.Stdout, Warnings: os.Stderr, JSON: true})
}

func TestTopicsAreWhole(t *testing.T) {
	for _, one := range topics() {
		for what, text := range map[string]string{"what": one.what, "surprise": one.surprise, "here": one.here, "others": one.others} {
			if text == "" && what != "what" {
				continue
			}
			if !strings.HasSuffix(text, ".") || len(text) > 400 {
				t.Errorf("%s: its %s is not a sentence or two: %q", one.name, what, text)
			}
		}
		if one.read == "" {
			t.Errorf("%s: nothing to read on", one.name)
		}
	}
}

// elsewhere matches references that are not entries: RFCs, manual pages, kernel files.
var elsewhere = regexp.MustCompile(`^RFC \d|^3\.\d|\(\d\)|Documentation/`)

func TestWhatToReadOnIsThere(t *testing.T) {
	entries := Entries(nil)
	for _, one := range topics() {
		for _, word := range strings.FieldsFunc(one.read, func(r rune) bool { return r == ',' || r == ';' }) {
			word = strings.TrimSpace(word)
			if elsewhere.MatchString(word) {
				continue
			}
			if e, ok := Find(entries, word); !ok || e.Name != word {
				t.Errorf("%s: there is no entry %q to read on", one.name, word)
			}
		}
	}
}

// Another word for a topic must not be the name of something else, or of an option without its prefix, because that is
// what people mean by it.
func TestOtherWordsLeadToOneEntry(t *testing.T) {
	names := map[string]string{}
	for _, e := range Entries(nil) {
		if e.Option != nil {
			for _, name := range append([]string{e.Name}, e.Option.Aliases...) {
				names[plain(bare(name))] = e.Name
			}
		}
	}
	seen := map[string]string{}
	for _, e := range topicEntries(nil) {
		if other := seen[e.plain[0]]; other != "" && e.Name != "listen" {
			t.Errorf("%s is called as %s is", e.Name, other)
		}
		for _, word := range e.plain {
			if other := seen[word]; other != "" && !strings.EqualFold(other, e.Name) {
				t.Errorf("%q means %s and %s", word, other, e.Name)
			}
			seen[word] = e.Name
		}
		for _, word := range e.plain[1:] {
			if other := names[word]; other != "" && word != e.plain[0] {
				t.Errorf("%q of %s is a name of %s", word, e.Name, other)
			}
		}
	}
}

// Everything that an entry suggests to try works as described, from an empty bench.
func TestWhatIsToBeTriedHolds(t *testing.T) {
	e := enginetest.Lab(t)
	defer func() { _ = e.Close() }()
	tried := 0
	for _, entry := range topicEntries(nil) {
		var lines []script.Line
		for i, text := range entry.Try() {
			lines = append(lines, script.Line{Number: i + 1, Text: text})
		}
		steps, err := script.Parse(entry.Name, lines)
		if err != nil {
			t.Errorf("%s: %v", entry.Name, err)
			continue
		}
		for _, step := range steps {
			event, err := e.Do(step)
			if err != nil {
				t.Fatalf("%s: %v", entry.Name, err)
			}
			if event.Problem != "" {
				t.Errorf("%s: %s: %s", entry.Name, event.Step, event.Problem)
			}
			if event.Held != nil && !*event.Held {
				t.Errorf("%s: %s does not hold: %+v", entry.Name, event.Step, event.Calls)
			}
			tried++
		}
	}
	if tried < 100 {
		t.Errorf("only %d lines are to be tried", tried)
	}
}

// Every word that can begin a line is found by name, and its entry has lines that use it and a manual page.
func TestEveryWordOfTheLanguageIsATopic(t *testing.T) {
	untried := map[string]string{"rlimit": "what it lowers stays lowered", "nonblock": "it is looked up as O_NONBLOCK", "attach": "it needs another program, and a flag"}
	entries := Entries(nil)
	page := regexp.MustCompile(`\(\d\)`)
	var words []string
	for _, v := range step.Verbs() {
		words = append(words, v.Name)
	}
	for _, p := range step.Prefixes() {
		words = append(words, p.Name)
	}
	for _, word := range words {
		e, ok := Find(entries, word)
		if !ok || !slices.Contains(e.plain, plain(word)) && untried[word] == "" {
			t.Errorf("%s is not looked up by its name", word)
			continue
		}
		tried := slices.ContainsFunc(e.Try(), func(line string) bool { return slices.Contains(strings.Fields(line), word) })
		if !tried && untried[word] == "" {
			t.Errorf("%s has no line with %s to try", e.Name, word)
		}
		if e.topic != nil && !page.MatchString(e.topic.read) {
			t.Errorf("%s names no page of the manual", e.Name)
		}
	}
}

func TestSettingsAreReadAtTheTime(t *testing.T) {
	value := "1"
	entries := Entries(func(key string) (string, bool) { return value, key == "net.core.somaxconn" })
	e, ok := Find(entries, "somaxconn")
	if !ok {
		t.Fatal("somaxconn is not known")
	}
	now := func() string { return e.Facts()[0].Text }
	before := now()
	value = "32768\t60999"
	if before != "1" || now() != "32768 60999" {
		t.Errorf("it was %q and is %q", before, now())
	}
	other, _ := Find(entries, "tcp_fin_timeout")
	if text := other.Facts()[0].Text; !strings.Contains(text, "does not show it") {
		t.Errorf("what can't be read is %q", text)
	}
}
