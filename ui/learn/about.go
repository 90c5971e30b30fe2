package learn

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// about returns the description of a lesson, and its text up to the first question. The rest would give the
// answer away; for a finished lesson, all is shown.
func (p *Page) about(l *lesson.Lesson, w int) []canvas.Line {
	s := sheet{w: max(w, 8)}
	kept := p.kept.of(l)
	lacking := p.lacking[l]
	if lacking != "" {
		s.hang(canvas.Line{canvas.Say(theme.Wait, "! ")}, theme.Wait, "It can't be played here: "+lacking+".")
		s.say(theme.Dim, "Below is its whole text. ‹ › marks what the kernel would answer.")
		s.apart()
	}
	if l.Know != "" {
		s.say(theme.Text, "You will know "+l.Know+".")
	}
	s.apart()
	fact := func(name, text string) {
		if text != "" {
			s.hang(canvas.Line{canvas.Say(theme.Dim, canvas.Pad(name, 12))}, theme.Text, text)
		}
	}
	fact("takes", fmt.Sprintf("about %d minutes", l.Minutes))
	fact("needs", p.needs(l))
	fact("goes after", p.titles(l.After))
	fact("shows", strings.Join(l.Shows, ", "))
	fact("you", far(l, kept))
	for _, b := range l.Blocks {
		if (b.Predict != nil || b.Goal != nil) && !kept.Done && lacking == "" {
			break
		}
		s.apart()
		switch b.Kind {
		case lesson.Prose:
			s.add(text(l, b, s.w, lesson.Unfilled)...)
		case lesson.Steps, lesson.Code:
			for _, line := range b.Text {
				s.add(canvas.Line{canvas.Say(theme.Name, "  "+line)})
			}
		case lesson.Predict:
			s.hang(canvas.Line{canvas.Say(theme.Accent, "? ")}, theme.Text, b.Predict.Question)
			for _, c := range b.Predict.Choices {
				s.hang(canvas.Line{canvas.Say(theme.Faint, "  · ")}, theme.Dim, c.Text)
			}
		case lesson.Goal:
			s.hang(canvas.Line{canvas.Say(theme.Accent, "◎ ")}, theme.Text, strings.Join(b.Goal.Text, " "))
		}
	}
	return s.lines
}

// needs lists what a lesson needs beyond loopback, "" for nothing.
func (p *Page) needs(l *lesson.Lesson) string {
	var list []string
	for _, need := range l.Needs {
		list = append(list, need.String())
	}
	return strings.Join(list, ", ")
}

// titles returns the titles of lessons, given their names.
func (p *Page) titles(names []string) string {
	var list []string
	for _, name := range names {
		if l, ok := p.library.Find(name); ok {
			list = append(list, l.Title)
		}
	}
	return strings.Join(list, "; ")
}

// far says how far a reader has come.
func far(l *lesson.Lesson, kept *lesson.State) string {
	var said string
	switch {
	case kept.Done:
		said = "have finished it"
	case kept.Block > 0:
		said = "have started it, and continue where you were"
	default:
		return ""
	}
	if how := score(kept.Score(l)); how != "" {
		said += ": " + how
	}
	return said
}
