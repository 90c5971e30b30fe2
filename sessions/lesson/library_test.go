package lesson

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/reference"
	"netnet-tui/sockopts"
)

// The built-in lessons parse, are in order, and are short enough for a screen.
func TestTheLessonsThatAreBuiltIn(t *testing.T) {
	t.Parallel()
	library := Load("")
	for _, err := range library.Mistakes {
		t.Error(err)
	}
	before := map[string]bool{}
	chapter, chapters := "", map[string]bool{}
	for _, l := range library.Lessons {
		if before[l.Name] {
			t.Errorf("two lessons are called %s", l.Name)
		}
		if err := l.Cramped(); err != nil {
			t.Error(err)
		}
		for _, after := range l.After {
			if !before[after] {
				t.Errorf("%s goes after %s, which does not stand before it", l.Name, after)
			}
		}
		if l.Chapter != chapter && chapters[l.Chapter] {
			t.Errorf("%s stands apart from its chapter, %s", l.Name, l.Chapter)
		}
		chapter, chapters[l.Chapter], before[l.Name] = l.Chapter, true, true
		for _, shown := range l.Shows {
			if !known(shown) {
				t.Errorf("%s shows %s, which the reference does not know", l.Name, shown)
			}
		}
	}
}

func known(what string) bool {
	if _, ok := sockopts.Find(what); ok || step.KnownErrno(what) {
		return true
	}
	_, ok := reference.Find(reference.Entries(nil), what)
	return ok
}

func TestOwnLessonsAreFound(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file, err := Create(filepath.Join(folder, "deep"), "half-close")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Create(filepath.Join(folder, "deep"), "half-close"); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("a second one of that name: %v", err)
	}
	for _, name := range []string{"../x", "", "A", "x.md", "a--b", "would-block", strings.Repeat("x", 65)} {
		if _, err := Create(folder, name); err == nil {
			t.Errorf("%q may be a name", name)
		}
	}
	folder = filepath.Dir(file)
	for name, text := range map[string]string{
		"broken.md": strings.Replace(template, "minutes: 2", "minutes: 0", 1), "other.md": "# no lesson", "page.md": "---\nlayout: page\n---\n",
		"bom.md": "\ufeff" + template, "binary.md": "---\nlayout: lesson\n\x00\xff",
		"x.txt": template,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "folder.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	library := Load(folder)
	if _, ok := library.Find("bom"); !ok {
		t.Error("a byte order mark is in the way")
	}
	if len(library.Mistakes) != 2 || !strings.Contains(library.Mistakes[0].Error(), "binary.md is not a text file") || !strings.Contains(library.Mistakes[1].Error(), "broken.md:6:10: ") {
		t.Errorf("the mistakes are %v", library.Mistakes)
	}
	l, ok := library.Find("half-close")
	if !ok || !l.Own || l.Title != "Half close" || l.File != file {
		t.Fatalf("%+v", l)
	}
	if found := library.Search("half-close MY own"); len(found) == 0 || found[0] != l {
		t.Errorf("by its head it is not found: %v", found)
	}
	if found := library.Search("half-close screen"); len(found) != 1 {
		t.Errorf("by its text it is not found: %v", found)
	}
	l.Shows = []string{"EAGAIN"}
	if found := library.About("eagain"); len(found) == 0 || found[len(found)-1] != l {
		t.Errorf("by what it shows it is not found: %v", found)
	}
	var out bytes.Buffer
	progress := Progress{"half-close": {Block: 2}}
	if err := List(&out, []*Lesson{l}, progress, false); err != nil || out.String() != "my own\n .  half-close  Half close  2 min\n" {
		t.Errorf("the list is\n%s%v", out.String(), err)
	}
	progress["half-close"].Done = true
	out.Reset()
	if err := List(&out, []*Lesson{l}, progress, true); err != nil || !strings.Contains(out.String(), `"done": true`) {
		t.Errorf("the list is\n%s%v", out.String(), err)
	}
}

// The reader's own lessons follow those of the chapter they name, or come last.
func TestOwnLessonsStandInTheirChapters(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, chapter := range map[string]string{"a": "first steps", "b": "1 First steps", "c": "zoo", "d": "ZOO", "e": "2 puzzles"} {
		text := strings.Replace(template, "chapter: my own", "chapter: "+chapter, 1)
		if err := os.WriteFile(filepath.Join(folder, name+".md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for _, l := range Load(folder).Lessons {
		names = append(names, l.Chapter+"/"+l.Name)
	}
	got := strings.Join(names, " ")
	for _, want := range []string{
		"1 First steps/echo-by-hand 1 First steps/a 1 First steps/b 2 Puzzles/address-in-use", "2 Puzzles/e 3 ", " zoo/c zoo/d",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not among %s", want, got)
		}
	}
	if !strings.HasSuffix(got, " zoo/c zoo/d") {
		t.Errorf("a chapter of its own is not the last: %s", got)
	}
}
