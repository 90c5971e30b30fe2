package learn

import (
	"slices"

	"netnet-tui/sessions/lesson"
)

// row is one row of the list: the name of a chapter, or a lesson.
type row struct {
	chapter string
	lesson  *lesson.Lesson
}

// load reads the lessons when the page is first looked at.
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
	p.choose(p.next())
}

// next is the first lesson that has not been gone through.
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

// Sift shows only the lessons in which every word of a text is found, and chooses the best.
func (p *Page) Sift(filter string) {
	p.load()
	p.Filter, p.top = filter, 0
	p.sift()
	if filter != "" && len(p.rows) > 0 {
		p.choose(p.rows[0].lesson)
	}
	p.reveal()
}

func (p *Page) sift() {
	p.rows = p.rows[:0]
	if p.Filter != "" { // the best first, wherever they stand
		for _, l := range p.library.Search(p.Filter) {
			p.rows = append(p.rows, row{lesson: l})
		}
		return
	}
	chapter := ""
	for _, l := range p.library.Lessons {
		if name := chapterOf(l); name != chapter {
			chapter = name
			p.rows = append(p.rows, row{chapter: name})
		}
		p.rows = append(p.rows, row{lesson: l})
	}
}

func chapterOf(l *lesson.Lesson) string {
	if l.Own {
		return "Your own"
	}
	return l.Chapter
}

// choose chooses a lesson. Its text begins at the top.
func (p *Page) choose(l *lesson.Lesson) {
	if l != p.chosen {
		p.chosen, p.text.Top = l, 0
	}
	p.reveal()
}

// index is where the chosen lesson stands, the first one where it is not there; -1 where none is.
func (p *Page) index() int {
	if i := slices.IndexFunc(p.rows, func(r row) bool { return r.lesson != nil && r.lesson == p.chosen }); i >= 0 {
		return i
	}
	return slices.IndexFunc(p.rows, func(r row) bool { return r.lesson != nil })
}

func (p *Page) moveList(by int, pages bool) {
	i := p.index()
	if i < 0 {
		return
	}
	if pages {
		by *= max(p.room-1, 1)
	}
	to := max(0, min(i+by, len(p.rows)-1))
	if p.rows[to].lesson == nil { // the name of a chapter is passed over
		if by < 0 {
			to--
		} else {
			to++
		}
		to = max(to, 1)
	}
	p.choose(p.rows[to].lesson)
}

// reveal scrolls as far as it takes to see the chosen lesson, and the name of its chapter where that
// stands right above.
func (p *Page) reveal() {
	i := p.index()
	if p.room < 1 || i < 0 {
		return
	}
	above := i
	if i > 0 && p.rows[i-1].lesson == nil && p.room > 1 {
		above--
	}
	p.top = max(min(p.top, above), i-p.room+1)
	p.top = max(0, min(p.top, len(p.rows)-p.room))
}
