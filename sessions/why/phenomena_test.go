package why_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/enginetest"
	"netnet-tui/sessions/script"
	"netnet-tui/sessions/why"
	"netnet-tui/sockets/labtest"
)

// others do nearly all that these tests wait for.
const others = "engines, which are other processes, do the work"

func TestMain(m *testing.M) { enginetest.Main(m) }

// A script of testdata/phenomena makes something happen that people ask about. The line in which it happens ends with a
// remark; a line may have several:
//
//	bind t 127.0.0.1:5000  # why port-held-by-listener: REGEX
//
// The rule of that name must find it, and its text must match the regular expression, or with !REGEX must not.
var wanted = regexp.MustCompile(`# why ([a-z0-9-]+)(?:: (.*))?$`)

// TestPhenomena makes every phenomenon happen and checks that each is named. It logs how many are.
func TestPhenomena(t *testing.T) {
	labtest.Unraced(t, others)
	made, named := 0, 0
	rules := map[string]bool{}
	for _, file := range scriptsOf(t, "phenomena") {
		for _, l := range played(t, file) {
			m := wanted.FindStringSubmatch(l.text)
			if m == nil {
				continue
			}
			made++
			rules[m[1]] = true
			said := why.Text(l.found)
			must, not := strings.CutPrefix(m[2], "!")
			if regexp.MustCompile(must).MatchString(said) == not || !slices.ContainsFunc(l.found, func(f why.Finding) bool { return f.Phenomenon == m[1] }) {
				t.Errorf("%s:%d: want %s, found %v: %s", filepath.Base(file), l.number, m[0], namesOf(l.found), said)
				continue
			}
			named++
		}
	}
	for _, name := range why.Phenomena() {
		if !rules[name] {
			t.Errorf("no script makes %s happen", name)
		}
	}
	t.Logf("%d of %d phenomena are named", named, made)
}

// TestNothingIsAccused runs scripts in which all is well, or which look like a phenomenon but are something
// else: no rule may find anything, except in lines that allow it.
func TestNothingIsAccused(t *testing.T) {
	labtest.Unraced(t, others)
	quiet, accused := 0, 0
	for _, file := range scriptsOf(t, "quiet") {
		quiet++
		wrong := false
		for _, l := range played(t, file) {
			for _, name := range namesOf(l.found) {
				if m := wanted.FindStringSubmatch(l.text); m == nil || m[1] != name {
					t.Errorf("%s:%d: %s is accused of %s: %s", filepath.Base(file), l.number, l.text, name, why.Text(l.found))
					wrong = true
				}
			}
		}
		if wrong {
			accused++
		}
	}
	t.Logf("%d of %d quiet scripts are accused of nothing", quiet-accused, quiet)
}

// namesOf returns the phenomena named by findings.
func namesOf(found []why.Finding) []string {
	var names []string
	for _, f := range found {
		if f.Phenomenon != "" {
			names = append(names, f.Phenomenon)
		}
	}
	return names
}

func scriptsOf(t testing.TB, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.netnet"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts in testdata/%s: %v", folder, err)
	}
	return files
}

// line is a line of a script with the findings about its event.
type line struct {
	number int
	text   string
	event  engine.Event
	found  []why.Finding
}

// played runs a script in a lab of its own to the end, even if steps fail.
func played(t testing.TB, file string) []line {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	source, err := script.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := script.Parse(file, source.Lines)
	if err != nil {
		t.Fatal(err)
	}
	e := enginetest.Lab(t)
	defer func() { _ = e.Close() }()
	lines, past := strings.Split(string(text), "\n"), &why.Past{}
	var list []line
	for _, step := range steps {
		event, err := e.Do(step)
		if err != nil {
			t.Fatalf("%s:%d: %v", file, step.Line, err)
		}
		if event.Problem != "" {
			t.Errorf("%s:%d: %s", file, step.Line, event.Problem)
		}
		said := why.Explain(past, event)
		resolves(t, said)
		list = append(list, line{step.Line, lines[step.Line-1], event, said})
		past.Add(event)
	}
	return list
}

// BenchmarkExplain explains the events of all phenomena again, to measure what an explanation adds to a step.
func BenchmarkExplain(b *testing.B) {
	var events []engine.Event
	for _, file := range scriptsOf(b, "phenomena") {
		for _, l := range played(b, file) {
			events = append(events, l.event)
		}
	}
	past := &why.Past{}
	for i := 0; b.Loop(); i++ {
		e := events[i%len(events)]
		why.Explain(past, e)
		past.Add(e)
	}
}
