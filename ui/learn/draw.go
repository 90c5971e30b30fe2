package learn

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/prose"
	"netnet-tui/ui/theme"
)

// sheet is the drawn part of a play.
type sheet struct {
	lines []canvas.Line
	hits  map[int]int // lines with a choice, and its index
	fresh int         // the line where what the reader has not seen yet begins
	news  int         // the line of the last step with its answer: what is above has been seen
	turn  int         // the line after what is waited for: the next step, the choices, the goal
	w     int
}

func (s *sheet) add(lines ...canvas.Line) { s.lines = append(s.lines, lines...) }

func (s *sheet) say(role theme.Role, text string) { s.add(canvas.Paragraph(role, text, s.w)...) }

// apart adds an empty line, unless it would be the first.
func (s *sheet) apart() {
	if len(s.lines) > 0 {
		s.add(nil)
	}
}

// hang adds a text, with before in front of its first line and the rest indented.
func (s *sheet) hang(before canvas.Line, role theme.Role, text string) {
	for i, line := range canvas.Paragraph(role, text, s.w-before.Width()) {
		if i > 0 {
			before = canvas.Line{canvas.Say(theme.Text, strings.Repeat(" ", before.Width()))}
		}
		s.add(append(slices.Clone(before), line...))
	}
}

// draw draws the lesson up to the current block, in w columns. What follows stays hidden: it would tell
// what the kernel answers.
func (p *Play) draw(w int) sheet {
	s := sheet{w: max(w, 8), hits: map[int]int{}}
	for i, b := range p.Lesson.Blocks[:min(p.block+1, len(p.Lesson.Blocks))] {
		if b.Predict == nil || i == p.block || p.told[i] != (Verdict{}) || p.State.Said[i] != "" {
			s.apart()
		}
		if i == p.fresh() {
			s.fresh, s.news = len(s.lines), len(s.lines)
		}
		switch b.Kind {
		case lesson.Prose:
			s.add(text(p.Lesson, b, s.w, p.prose[i].in)...)
		case lesson.Code:
			for _, line := range b.Text {
				s.add(canvas.Line{canvas.Say(theme.Name, "  "+line)})
			}
		case lesson.Steps:
			p.drawSteps(&s, i)
			if i == p.fresh() {
				s.news = len(s.lines) - 1
			}
			p.drawTold(&s, i)
		case lesson.Predict:
			p.drawPrediction(&s, i)
		case lesson.Goal:
			p.drawGoal(&s, i)
		}
		if i == p.block && len(b.Steps) == 0 {
			s.turn = len(s.lines)
		}
	}
	if p.Moment() == Over {
		s.apart()
		p.drawEnd(&s)
		s.turn = len(s.lines)
	}
	return s
}

// text draws prose, without a heading that repeats the title.
func text(l *lesson.Lesson, b lesson.Block, w int, fill func(string) string) []canvas.Line {
	markdown := strings.TrimSpace(strings.Join(b.Text, "\n"))
	if rest, ok := strings.CutPrefix(markdown, "# "+l.Title+"\n"); ok {
		markdown = rest
	}
	return prose.Lines(markdown, w, fill)
}

// fresh returns the block where what the reader has not seen begins: with the answers of the last one that
// was waited for.
func (p *Play) fresh() int {
	for i := p.block - 1; i >= 0; i-- {
		if b := p.Lesson.Blocks[i]; b.Predict != nil || b.Goal != nil || len(b.Steps) > 0 {
			return i
		}
	}
	return 0
}

// in replaces the remarks of a text by what was filled in for them.
func (f filling) in(text string) string {
	for remark, said := range f {
		text = strings.ReplaceAll(text, remark, said)
	}
	return text
}

// drawSteps draws the steps of a block, with the answers of those that have been made.
func (p *Play) drawSteps(s *sheet, block int) {
	b := p.Lesson.Blocks[block]
	for i, made := range b.Steps {
		sign, role, answer := canvas.Say(theme.Faint, "· "), theme.Dim, canvas.Line(nil)
		n := b.First - 1 + i
		switch {
		case n < len(p.made):
			e := p.made[n]
			sign, role = canvas.Say(theme.OK, "✓ "), theme.Text
			answer = canvas.Line{canvas.Say(theme.OK, again.Answer(e))}
			switch errno := e.Errno(); {
			case e.Problem != "" || e.Failed():
				sign, answer[0].Style = canvas.Say(theme.Bad, "✗ "), theme.Bad.On(theme.Plain)
			case slices.Contains([]string{"EAGAIN", "EINPROGRESS", "EALREADY", "EINTR"}, errno):
				answer[0].Style = theme.Wait.On(theme.Plain)
			case errno != "":
				answer[0].Style = theme.Bad.On(theme.Plain)
			}
		case block == p.block && i == p.nth:
			sign, role = canvas.Say(theme.Accent, "▸ "), theme.Strong
			if p.under != 0 {
				sign = canvas.Say(theme.Wait, "… ")
			}
		}
		line := canvas.Line{canvas.Say(theme.Text, " "), sign}
		room := s.w - line.Width() - answer.Width() - 1
		text := made.String()
		if room < min(canvas.Width(text), 24) && len(answer) > 0 { // the answer is long
			answer[0].Text = canvas.Shorten(answer[0].Text, max(s.w/2, 1))
			room = s.w - line.Width() - answer.Width() - 1
		}
		line = append(line, canvas.Say(role, canvas.Pad(canvas.Shorten(text, room), room+1)))
		s.add(append(line, answer...))
		if block == p.block && i == p.nth {
			s.turn = len(s.lines)
		}
	}
}

// letters are the keys of the choices.
const letters = "abcdefghi"

func (p *Play) drawPrediction(s *sheet, block int) {
	asked := p.Lesson.Blocks[block].Predict
	told, known := p.told[block]
	said, answered := p.State.Said[block]
	if !known && !answered && block != p.block { // skipped while catching up with the reader
		return
	}
	s.hang(canvas.Line{canvas.Say(theme.Accent, "? ")}, theme.Strong, asked.Question)
	for i, c := range asked.Choices {
		role, sign := theme.Text, "  "
		switch {
		case known && i == told.Choice:
			role, sign = theme.OK, "✓ "
		case known && c.Text == said:
			role, sign = theme.Bad, "✗ "
		case known || answered && c.Text != said:
			role = theme.Dim
		case answered:
			role, sign = theme.Strong, "▸ "
		}
		from := len(s.lines)
		s.hang(canvas.Line{canvas.Say(theme.Text, "  "), canvas.Say(role, sign), canvas.Say(theme.Accent, letters[i:i+1]+" ")}, role, c.Text)
		for y := from; y < len(s.lines) && block == p.block; y++ {
			s.hits[y] = i
		}
	}
	switch {
	case asked.Value == nil:
	case answered:
		s.say(theme.Text, "    you say "+said)
	default:
		s.say(theme.Dim, "    type what it will be")
	}
}

// drawTold draws the result of a prediction after the steps that it is about.
func (p *Play) drawTold(s *sheet, block int) {
	at := -1
	for i := block - 1; i >= 0 && at < 0; i-- {
		switch b := p.Lesson.Blocks[i]; {
		case b.Predict != nil:
			at = i
		case b.Goal != nil || len(b.Steps) > 0:
			return
		}
	}
	v, known := p.told[at]
	switch {
	case !known:
	case v.Failed != "":
		s.hang(canvas.Line{canvas.Say(theme.Wait, " ! ")}, theme.Wait, v.Failed)
	case v.Answer == "":
	case v.Right:
		s.hang(canvas.Line{canvas.Say(theme.OK, " ✓ "), canvas.Say(theme.Dim, "You said so  ")}, theme.OK, v.True)
	default:
		s.hang(canvas.Line{canvas.Say(theme.Bad, " ✗ "), canvas.Say(theme.Dim, "You said     ")}, theme.Dim, v.Answer)
		s.hang(canvas.Line{canvas.Say(theme.OK, " ✓ "), canvas.Say(theme.Dim, "The kernel   ")}, theme.Text, v.True)
	}
}

func (p *Play) drawGoal(s *sheet, block int) {
	g := p.Lesson.Blocks[block].Goal
	s.hang(canvas.Line{canvas.Say(theme.Accent, "◎ ")}, theme.Strong, strings.Join(g.Text, " "))
	s.say(theme.Dim, "  It is reached when this holds:")
	for _, c := range g.Reach {
		s.hang(canvas.Line{canvas.Say(theme.Faint, "    ")}, theme.Name, c.Text)
	}
	for i, hint := range g.Hints[:p.hints[block]] {
		s.hang(canvas.Line{canvas.Say(theme.Accent, fmt.Sprintf("  %d ", i+1))}, theme.Text, hint)
	}
	reached, ok := p.reached[block]
	switch {
	case ok && reached.steps <= g.Best:
		s.hang(canvas.Line{canvas.Say(theme.OK, "✓ ")}, theme.OK, fmt.Sprintf("reached with %s: that is as few as it takes", step.Counted(reached.steps, "step")))
	case ok:
		s.hang(canvas.Line{canvas.Say(theme.OK, "✓ ")}, theme.OK, fmt.Sprintf("reached with %s; it can be done with %d", step.Counted(reached.steps, "step"), g.Best))
	case block == p.block:
		s.say(theme.Dim, fmt.Sprintf("  %s so far; it can be done with %d", step.Counted(p.record.Toward(), "step"), g.Best))
	}
}

func (p *Play) drawEnd(s *sheet) {
	s.add(canvas.Line{canvas.Say(theme.Strong, "The end. "), canvas.Say(theme.Text, score(p.State.Score(p.Lesson)))})
	s.add(canvas.Line{canvas.Say(theme.Accent, "n"), canvas.Say(theme.Dim, " plays the next lesson; the bench stays yours to try things on")})
}

// score says how a lesson went, or "" if it asks nothing.
func score(s lesson.Score) string {
	var said []string
	if s.Asked > 0 {
		said = append(said, fmt.Sprintf("%d of %d predicted", s.Right, s.Asked))
	}
	if s.Goals > 0 {
		said = append(said, fmt.Sprintf("%d of %s reached, %d with the fewest steps", s.Reached, step.Counted(s.Goals, "goal"), s.Best))
	}
	return strings.Join(said, " · ")
}
