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

// builtIn is where the lessons that are built in stand in the repository.
const builtIn = "assets/lessons"

// Library is all lessons there are.
type Library struct {
	Lessons  []*Lesson // by chapters: those that are built in in their order, and the reader's own behind them
	Mistakes []error   // why own files are not among them
}

// Load reads the lessons that are built in, and those in a folder of the reader's own, which need
// not exist.
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

// place puts a lesson behind the last one of its chapter; one of a chapter of its own comes last.
func (l *Library) place(lesson *Lesson) {
	at := len(l.Lessons)
	for i, other := range l.Lessons {
		if strings.EqualFold(ChapterTitle(other.Chapter), ChapterTitle(lesson.Chapter)) {
			at = i + 1
			lesson.Chapter = other.Chapter // however it was written
		}
	}
	l.Lessons = slices.Insert(l.Lessons, at, lesson)
}

// ChapterTitle is a chapter without the number that it may begin with.
func ChapterTitle(chapter string) string {
	return strings.TrimLeft(chapter, "0123456789 ")
}

// add reads the lessons of one folder. A file that is something else is passed over.
func (l *Library) add(files fs.FS, folder string, read func(name string) ([]script.Line, error)) {
	entries, _ := fs.ReadDir(files, ".") // a folder that is not there has none
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

// Open reads a Markdown file of a run, if it is a lesson: see [script.Options].
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

// AsScript is [Open] without the judge: of a lesson only the steps are made.
func AsScript(source script.Source) (script.Script, bool, error) {
	s, ok, err := Open(source)
	s.Judge = nil
	return s, ok, err
}

// Find finds a lesson by its name.
func (l Library) Find(name string) (*Lesson, bool) {
	at := slices.IndexFunc(l.Lessons, func(x *Lesson) bool { return x.Name == name })
	if at < 0 {
		return nil, false
	}
	return l.Lessons[at], true
}

// Search are the lessons in which all words of a query are found, in their heads or their text,
// first those whose heads have them.
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

// text is all that a lesson says.
func (l *Lesson) text() string {
	var text []string
	for _, b := range l.Blocks {
		text = append(text, b.Text...)
	}
	return strings.Join(text, "\n")
}

// About are the lessons that show something: an errno, an option, a state, a phenomenon of package why.
func (l Library) About(what string) []*Lesson {
	var list []*Lesson
	for _, lesson := range l.Lessons {
		if slices.ContainsFunc(lesson.Shows, func(shown string) bool { return strings.EqualFold(shown, what) }) {
			list = append(list, lesson)
		}
	}
	return list
}

// Folder is where the reader's own lessons are, "" where there is no home.
func Folder() string { return basedir.Data("lessons") }
