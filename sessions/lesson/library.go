package lesson

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"netnet-tui/assets/lessons"
	"netnet-tui/sessions/basedir"
	"netnet-tui/sessions/script"
)

// builtIn is the folder of the built-in lessons in the repository.
const builtIn = "assets/lessons"

// Library is all available lessons.
type Library struct {
	Lessons  []*Lesson // by chapter: the built-in ones in order, followed by the reader's own
	Mistakes []error   // why files of the reader's own were left out
}

// Load reads the built-in lessons, and those in a folder of the reader's own, which need not exist.
func Load(folder string) Library {
	var l Library
	l.add(lessons.Files, builtIn, func(name string) ([]script.Line, error) {
		text, err := lessons.Files.ReadFile(name)
		return script.Lines(text), err
	})
	built := len(l.Lessons)
	if folder != "" {
		l.add(os.DirFS(folder), folder, func(name string) ([]script.Line, error) {
			source, err := script.Read(filepath.Join(folder, name))
			return source.Whole, err
		})
	}
	own := slices.Clone(l.Lessons[built:])
	l.Lessons = l.Lessons[:built]
	for _, lesson := range own {
		lesson.Own = true
		l.place(lesson)
	}
	return l
}

// place inserts a lesson after the last one of its chapter, or at the end if the chapter is new.
func (l *Library) place(lesson *Lesson) {
	at := len(l.Lessons)
	for i, other := range l.Lessons {
		if strings.EqualFold(ChapterTitle(other.Chapter), ChapterTitle(lesson.Chapter)) {
			at = i + 1
			lesson.Chapter = other.Chapter // spelled like the others
		}
	}
	l.Lessons = slices.Insert(l.Lessons, at, lesson)
}

// ChapterTitle returns a chapter without its number, if it begins with one.
func ChapterTitle(chapter string) string {
	return strings.TrimLeft(chapter, "0123456789 ")
}

// add reads the lessons of one folder. Other files are skipped.
func (l *Library) add(files fs.FS, folder string, read func(name string) ([]script.Line, error)) {
	entries, _ := fs.ReadDir(files, ".") // a missing folder has no lessons
	for _, entry := range entries {
		if path.Ext(entry.Name()) != ".md" || !entry.Type().IsRegular() {
			continue
		}
		all, err := read(entry.Name())
		if err == nil && !IsLesson(all) {
			continue
		}
		if err == nil {
			var lesson *Lesson
			if lesson, err = Parse(filepath.Join(folder, entry.Name()), all); err == nil {
				l.Lessons = append(l.Lessons, lesson)
				continue
			}
		}
		l.Mistakes = append(l.Mistakes, err)
	}
}

// Open parses a Markdown file of a run if it is a lesson: see [script.Options].
func Open(source script.Source) (script.Script, bool, error) {
	if !IsLesson(source.Whole) {
		return script.Script{}, false, nil
	}
	l, err := Parse(source.Name, source.Whole)
	if err != nil {
		return script.Script{}, true, err
	}
	return l.Script(source), true, nil
}

// AsScript is like [Open] without the judge: it only makes the steps of a lesson.
func AsScript(source script.Source) (script.Script, bool, error) {
	s, ok, err := Open(source)
	s.Judge = nil
	return s, ok, err
}

// Find returns the lesson with the given name.
func (l Library) Find(name string) (*Lesson, bool) {
	at := slices.IndexFunc(l.Lessons, func(x *Lesson) bool { return x.Name == name })
	if at < 0 {
		return nil, false
	}
	return l.Lessons[at], true
}

// Search returns the lessons that contain all words of a query, those with all of them in their heads
// first.
func (l Library) Search(query string) []*Lesson {
	words := strings.Fields(strings.ToLower(query))
	var heads, texts []*Lesson
	for _, lesson := range l.Lessons {
		head := strings.ToLower(strings.Join(append([]string{lesson.Name, lesson.Title, lesson.Chapter, lesson.Know}, lesson.Shows...), " "))
		switch {
		case hasAll(head, words):
			heads = append(heads, lesson)
		case hasAll(head+" "+strings.ToLower(lesson.text()), words):
			texts = append(texts, lesson)
		}
	}
	return append(heads, texts...)
}

func hasAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// text returns the whole text of a lesson.
func (l *Lesson) text() string {
	var text []string
	for _, b := range l.Blocks {
		text = append(text, b.Text...)
	}
	return strings.Join(text, "\n")
}

// About returns the lessons that show something: an errno, an option, a state, a phenomenon of package why.
func (l Library) About(what string) []*Lesson {
	var list []*Lesson
	for _, lesson := range l.Lessons {
		if slices.ContainsFunc(lesson.Shows, func(shown string) bool { return strings.EqualFold(shown, what) }) {
			list = append(list, lesson)
		}
	}
	return list
}

// Folder returns the folder of the reader's own lessons, or "" if there is no home directory.
func Folder() string { return basedir.Data("lessons") }
