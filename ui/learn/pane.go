package learn

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Pane plays a lesson beside the bench.
type Pane struct {
	part.Scroll
	page   *Page
	play   *Play
	sheet  sheet
	chosen int // the index of the selected choice of a prediction
	seen   int // the value of sheet.fresh when it was last drawn
	turn   int // the value of sheet.turn then
}

// scopeLesson is the scope of the pane.
const scopeLesson keymap.Scope = "lesson"

// open plays a lesson in a session that has just begun.
func (p *Pane) open(l *lesson.Lesson) {
	*p = Pane{page: p.page, play: Begin(l, p.page.kept.of(l)), seen: -1}
}

// Close closes the lesson. When it is opened again, it continues where it was.
func (p *Pane) Close() { p.play = nil }

// Scope returns the scope of the pane.
func (p *Pane) Scope() keymap.Scope { return scopeLesson }

// Tall returns true, because a lesson is text to read.
func (p *Pane) Tall() bool { return true }

// Title returns the title of the lesson.
func (p *Pane) Title() string { return p.play.Lesson.Title }

// Progress says what is waited for, for the border of the pane's box.
func (p *Pane) Progress() canvas.Line {
	key := func(key, does string) canvas.Line {
		return canvas.Line{canvas.Say(theme.Accent, key), canvas.Say(theme.Dim, " "+does)}
	}
	if p.unread() {
		return key("space", "reads on")
	}
	switch p.play.Moment() {
	case Asking:
		if p.asked().Value != nil {
			return key("enter", "answer")
		}
		return key(fmt.Sprintf("a-%c", letters[len(p.asked().Choices)-1]), "what do you think?")
	case Stepping:
		return key("space", "runs the next step")
	case Waiting, Judging:
		return canvas.Line{canvas.Say(theme.Wait, "…")}
	case Striving:
		return key("h", "hint")
	case Reached:
		return key("enter", "goes on")
	case Over:
	}
	return canvas.Line{canvas.Say(theme.Dim, "the end")}
}

// Asks reports whether the reader is being asked what a call will answer.
func (p *Pane) Asks() bool { return p.asked() != nil }

// asked returns the prediction to be answered, or nil if there is none.
func (p *Pane) asked() *lesson.Prediction {
	if p.play == nil || p.play.Moment() != Asking {
		return nil
	}
	b, _ := p.play.now()
	return b.Predict
}

// picked is the click target of a choice.
type picked struct{ choice int }

// inside returns the rectangle of the text in a box, if there is room for any.
func inside(box canvas.Rect) (r canvas.Rect, ok bool) {
	r = box.Inset(1)
	r.X, r.W = r.X+1, r.W-2
	return r, r.H >= 1 && r.W >= 2
}

// Place lays out the lesson up to the current block for the inside of a box, and returns how many rows are
// left.
func (p *Pane) Place(box canvas.Rect) (left int) {
	r, ok := inside(box)
	if !ok {
		return 0
	}
	p.sheet = p.play.draw(r.W)
	seen := !p.unread()
	p.Room, p.Total = r.H, len(p.sheet.lines)
	switch { // something new has come: show its beginning and as much as fits, and keep what is waited for in view
	case p.sheet.fresh != p.seen:
		if p.Top = min(p.Total-p.Room, p.sheet.fresh); p.sheet.turn > p.Top+p.Room {
			p.Top = min(p.sheet.turn-p.Room, p.sheet.news)
		}
	case p.sheet.turn != p.turn || seen:
		p.Top = max(p.Top, p.sheet.turn-p.Room)
	}
	p.seen, p.turn = p.sheet.fresh, p.sheet.turn
	p.Scroll.Move(0, false)
	return max(0, p.Room-p.Total)
}

// Draw draws the lesson inside that box.
func (p *Pane) Draw(c *canvas.Canvas, box canvas.Rect, focused bool) {
	r, ok := inside(box)
	if !ok {
		return
	}
	for y := 0; y < r.H && p.Top+y < p.Total; y++ {
		c.PutLine(r.Row(y), 0, 0, p.sheet.lines[p.Top+y])
		if choice, ok := p.sheet.hits[p.Top+y]; ok && p.asked() != nil {
			if choice == p.chosen && focused {
				c.Ground(r.Row(y), theme.Chosen)
			}
			c.Hit(r.Row(y), picked{choice})
		}
	}
	c.Scrollbar(box, theme.Dim.On(theme.Plain), p.Top, p.Room, p.Total)
}

// unread reports whether what is waited for is further down than fits.
func (p *Pane) unread() bool { return p.play != nil && p.Room > 0 && p.turn > p.Top+p.Room }

// reading wraps a key's function: as long as something is unread, the key scrolls down instead.
func (p *Pane) reading(do func(part.Host) tea.Cmd) func(part.Host) tea.Cmd {
	return func(h part.Host) tea.Cmd {
		if p.unread() {
			p.Scroll.Move(1, true)
			return nil
		}
		return do(h)
	}
}

// Click answers with the choice that was clicked.
func (p *Pane) Click(h part.Host, t canvas.Target) tea.Cmd {
	if t, ok := t.(picked); ok && p.asked() != nil {
		return p.choose(h, t.choice)
	}
	return nil
}

// Move selects another choice, if there are any; otherwise it scrolls.
func (p *Pane) Move(by int, pages bool) {
	if asked := p.asked(); asked != nil && len(asked.Choices) > 0 && !pages && by != 0 {
		p.chosen = max(0, min(p.chosen+by, len(asked.Choices)-1))
		return
	}
	p.Scroll.Move(by, pages)
}

// Edge scrolls to the beginning or the end.
func (p *Pane) Edge(last bool) {
	if p.Top = 0; last {
		p.Top = p.Total
	}
	p.Scroll.Move(0, false)
}

// Wheel scrolls.
func (p *Pane) Wheel(by int) { p.Scroll.Move(by, false) }

// step makes the next step.
func (p *Pane) step(h part.Host) tea.Cmd {
	made, ok := p.play.Next()
	if !ok {
		return nil
	}
	made.Line = 0 // its line in the file is irrelevant here
	made = h.Store().Tags.Tag(made)
	p.play.Post(made.Tag)
	return h.Post(made)
}

// choose answers a prediction with one of its choices.
func (p *Pane) choose(h part.Host, choice int) tea.Cmd {
	asked := p.asked()
	if choice >= len(asked.Choices) {
		return nil
	}
	return p.answer(h, asked.Choices[choice].Text)
}

// answer answers a prediction. Another key makes the step that it is about.
func (p *Pane) answer(h part.Host, text string) tea.Cmd {
	p.play.Answer(text)
	p.chosen = 0
	return p.goOn(h)
}

// goOn makes the next step, while catching up with the reader.
func (p *Pane) goOn(h part.Host) tea.Cmd {
	if p.play != nil && p.play.catchingUp() && p.play.Moment() != Waiting && p.play.Moment() != Judging {
		return p.step(h)
	}
	return nil
}

// follow takes the new events.
func (p *Pane) follow(h part.Host, events []engine.Event, skipped uint64) tea.Cmd {
	if p.play == nil {
		return nil
	}
	if skipped > 0 && p.play.Moment() == Waiting {
		h.Fail("the screen has missed the answer of the step: R starts the lesson again")
	}
	judge := false
	for _, e := range events {
		judge = p.play.Take(e) || judge
	}
	if judge {
		return p.judge(h)
	}
	return p.goOn(h)
}

// judge asks the kernel whether conditions hold.
func (p *Pane) judge(h part.Host) tea.Cmd {
	doer, ok := h.Store().Source.(script.Doer)
	if !ok {
		h.Fail("this session can only be looked at: R starts the lesson in one of its own")
		return nil
	}
	ask := p.play.Judge()
	return func() tea.Msg { return ask(doer) }
}

// judged takes the kernel's answer.
func (p *Pane) judged(h part.Host, j Judgement) tea.Cmd {
	if p.play == nil {
		return nil
	}
	if p.play.Judged(j) {
		return p.judge(h)
	}
	return p.goOn(h)
}

// back is called when the session has returned to its first n steps.
func (p *Pane) back(n uint64) {
	if p.play != nil {
		p.play.Return(n)
		p.seen = -1
	}
}
