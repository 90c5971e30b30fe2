package learn

import (
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/part"
)

// load reads the lessons when the page is first used.
func (p *Page) load() {
	if p.loaded {
		return
	}
	p.loaded = true
	if p.Load != nil {
		p.library = p.Load()
	}
	p.kept.read()
	p.sift()
	p.Choose(p.next())
}

// next returns the first lesson that has not been finished.
func (p *Page) next() *lesson.Lesson {
	var first *lesson.Lesson
	for _, l := range p.library.Lessons {
		if !p.kept.of(l).Done {
			return l
		}
		if first == nil {
			first = l
		}
	}
	return first
}

// Sift shows only the lessons that contain every word of a text, and selects the best match.
func (p *Page) Sift(filter string) {
	p.load()
	p.Filter = filter
	p.sift()
}

func (p *Page) sift() {
	var rows []part.Row[lesson.Lesson]
	if p.Filter != "" { // the best first, in whatever chapter
		for _, l := range p.library.Search(p.Filter) {
			rows = append(rows, part.Row[lesson.Lesson]{Entry: l})
		}
		p.Fill(rows)
		return
	}
	chapter := ""
	for _, l := range p.library.Lessons {
		if l.Chapter != chapter {
			chapter = l.Chapter
			rows = append(rows, part.Row[lesson.Lesson]{Group: lesson.ChapterTitle(l.Chapter)})
		}
		rows = append(rows, part.Row[lesson.Lesson]{Entry: l})
	}
	p.Fill(rows)
}
