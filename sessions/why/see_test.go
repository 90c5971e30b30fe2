package why_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"netnet-tui/sessions/reference"
	"netnet-tui/sessions/why"
)

// entries is the index of the reference, made once.
var entries = sync.OnceValue(func() []*reference.Entry { return reference.Entries(nil) })

// resolves asserts that the reference has an entry for everything a finding refers to.
func resolves(t testing.TB, found []why.Finding) {
	t.Helper()
	for _, f := range found {
		for _, name := range f.See {
			if _, ok := reference.Find(entries(), name); !ok {
				t.Errorf("%q has one read %q, of which the reference has no entry", f.Claim, name)
			}
		}
	}
}

// Every entry that a rule names is in the reference, whether or not a script triggers the rule.
func TestWhatIsToBeReadIsThere(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	seeing, quoted := regexp.MustCompile(`\bsee\(([^()]*)\)`), regexp.MustCompile(`"([^"]+)"`)
	named := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range seeing.FindAllStringSubmatch(string(text), -1) {
			for _, name := range quoted.FindAllStringSubmatch(call[1], -1) {
				named++
				if _, ok := reference.Find(entries(), name[1]); !ok && !strings.HasSuffix(file, "_test.go") {
					t.Errorf("%s: the reference has no entry %q", file, name[1])
				}
			}
		}
	}
	if named < 20 {
		t.Errorf("only %d names were found", named)
	}
}
