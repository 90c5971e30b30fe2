package runtest

import (
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"netnet-tui/sessions/script"
)

// readmes returns all README.md files, from the top of the repository down.
func readmes(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "README.md" {
			text, err := os.ReadFile(path)
			found[path] = string(text)
			return err
		}
		return err
	})
	if err != nil || len(found) < 2 {
		t.Fatalf("%d README.md files were found: %v", len(found), err)
	}
	return found
}

// The first lines show a picture, and what a fresh machine needs.
func TestREADMEBegins(t *testing.T) {
	t.Parallel()
	text := readmes(t)["../../README.md"]
	lines := strings.Split(text, "\n")
	if !strings.Contains(strings.Join(lines[:10], "\n"), "](assets/tour.svg)") {
		t.Error("there is no picture in the first ten lines")
	}
	if !strings.Contains(strings.Join(lines[:15], "\n"), "```\ngo run .\ngo test ./...\n```") {
		t.Error("the two commands of a fresh machine are not at its head")
	}
	if len(lines) > 170 {
		t.Errorf("it has %d lines: what is only for some belongs in a folder's README.md", len(lines))
	}
}

var (
	fences  = regexp.MustCompile("(?ms)^```.*?^```$")
	links   = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
)

// Every link to a file of the repository leads to one, and to an existing heading.
func TestTheLinksOfREADMELead(t *testing.T) {
	t.Parallel()
	all := readmes(t)
	checked := 0
	for file, text := range all {
		for _, found := range links.FindAllStringSubmatch(fences.ReplaceAllString(text, ""), -1) {
			to, err := url.Parse(found[1])
			if err != nil {
				t.Errorf("%s: %v", file, err)
				continue
			}
			if to.IsAbs() {
				continue
			}
			checked++
			target := file
			if to.Path != "" {
				target = filepath.Join(filepath.Dir(file), to.Path)
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: the link %s leads nowhere", file, found[1])
			}
			if to.Fragment != "" && !anchors(all[target])[to.Fragment] {
				t.Errorf("%s: %s has no heading #%s", file, target, to.Fragment)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d links were looked at", checked)
	}
}

// anchors returns the names that GitHub gives to the headings of a text: in lower case, with spaces as
// hyphens, and without punctuation.
func anchors(text string) map[string]bool {
	names := map[string]bool{}
	for _, found := range heading.FindAllStringSubmatch(fences.ReplaceAllString(text, ""), -1) {
		names[strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
				return unicode.ToLower(r)
			}
			return -1
		}, found[1])] = true
	}
	return names
}

// The scripts in README.md files run, and their expectations hold.
func TestTheScriptsOfREADMERun(t *testing.T) {
	t.Parallel()
	ran := 0
	for file := range readmes(t) {
		if source, err := script.Read(file); err != nil || len(source.Lines) == 0 {
			continue
		}
		ran++
		if out, err := exec.Command(binary, "run", file).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", file, err, out)
		}
	}
	if ran < 2 {
		t.Errorf("%d files have a script", ran)
	}
}

var shown = regexp.MustCompile("(?m)^\\$ (netnet-tui (?:options|errno) .*)\n((?:[^$`\n].*\n)+)")

// What the program is shown to answer about options and errnos is what it answers. The
// figures of calls differ each time, and are not compared.
func TestTheAnswersOfREADMECome(t *testing.T) {
	t.Parallel()
	compared := 0
	for file, text := range readmes(t) {
		for _, found := range shown.FindAllStringSubmatch(text, -1) {
			compared++
			command := exec.Command("sh", "-c", found[1])
			command.Env = append(os.Environ(), "PATH="+filepath.Dir(binary)+":"+os.Getenv("PATH"))
			out, _ := command.CombinedOutput() // with warnings its status is not 0
			if string(out) != found[2] {
				t.Errorf("%s: %s answers\n%s and not\n%s", file, found[1], out, found[2])
			}
		}
	}
	if compared < 2 {
		t.Errorf("%d answers were compared", compared)
	}
}
