package walk

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Scope is the scope of the pane.
const Scope keymap.Scope = "script"

// Pane shows a course, with a cursor that a person moves. As long as nobody does, the cursor stays at the
// next line to make. It is a [part.Beside] while it shows a course.
type Pane struct {
	course Course
	at     int  // the selected line
	away   bool // somebody has selected another line than the next one
	far    bool // the walk is one to a selected line, and not by single steps
	top    int  // the first visible line
	room   int  // the number of lines that fit
	search search
}

// Open shows a course, from its next line on; nil closes the pane.
func (p *Pane) Open(c Course) {
	p.giveUp()
	*p = Pane{course: c}
}

// Course returns the course shown, or nil if there is none.
func (p *Pane) Course() Course { return p.course }

// chosen returns the line with the cursor.
func (p *Pane) chosen() int {
	if !p.away {
		p.at = p.course.Next()
	}
	p.at = max(0, min(p.at, p.course.Len()-1))
	return p.at
}

// Choose moves the cursor to a line.
func (p *Pane) Choose(i int) {
	p.at = max(0, min(i, p.course.Len()-1))
	p.away = p.at != p.course.Next()
}

// Move moves the cursor by lines, or by pages if pages is set.
func (p *Pane) Move(by int, pages bool) {
	if p.course == nil {
		return
	}
	if pages {
		by *= max(p.room-1, 1)
	}
	p.Choose(p.chosen() + by)
}

// Edge moves the cursor to the first or the last line.
func (p *Pane) Edge(last bool) {
	if p.course == nil {
		return
	}
	if last {
		p.Choose(p.course.Len() - 1)
	} else {
		p.Choose(0)
	}
}

// Follow passes the new events to the course.
func (p *Pane) Follow(h part.Host, events []engine.Event, skipped uint64) tea.Cmd {
	if p.course == nil {
		return nil
	}
	return p.course.Follow(h, events, skipped)
}

// Return is called when the session has returned to its first n steps.
func (p *Pane) Return(n uint64) {
	if p.course != nil {
		p.course.Return(n)
	}
}

// Scope returns the scope of the pane.
func (p *Pane) Scope() keymap.Scope { return Scope }

// Tall returns false: a single line is enough.
func (p *Pane) Tall() bool { return false }

// Place returns the height of the box, because the pane can do with the next line alone.
func (p *Pane) Place(box canvas.Rect) (left int) { return box.H }

// Asks returns false: answers come when lines are made.
func (p *Pane) Asks() bool { return false }

// Title returns the title of the course.
func (p *Pane) Title() string { return p.course.Title() }

// picked is the click target of a line.
type picked struct{ index int }

// Click selects the line that was clicked.
func (p *Pane) Click(_ part.Host, t canvas.Target) tea.Cmd {
	if t, ok := t.(picked); ok {
		p.Choose(t.index)
	}
	return nil
}

// Wheel moves the cursor.
func (p *Pane) Wheel(by int) { p.Move(by, false) }

// PutAway closes the pane. What its lines have made remains.
func (p *Pane) PutAway(h part.Host) {
	p.Open(nil)
	h.Beside(nil)
}

// Progress says how far the walk is, for the border of the pane's box.
func (p *Pane) Progress() canvas.Line {
	n := p.course.Len()
	if said := p.search.said(p.chosen()); said != "" {
		return canvas.Line{canvas.Say(theme.Wait, said)}
	}
	switch next := p.course.Next(); {
	case p.course.Walking():
		return canvas.Line{canvas.Say(theme.Wait, p.underWay(next))}
	case next >= n:
		if t, ok := p.course.(*Tape); ok {
			return canvas.Line{canvas.Say(theme.Dim, t.end())}
		}
		return canvas.Line{canvas.Say(theme.Dim, "at the end")}
	default:
		return canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("next %d of %d", next+1, n))}
	}
}

// underWay says what is being made, and which key stops that.
func (p *Pane) underWay(next int) string {
	t, taped := p.course.(*Tape)
	switch goal := p.course.Goal(); {
	case taped:
		return t.reading() + ", esc stops"
	case p.far:
		return "space stops"
	case goal > next+1:
		return fmt.Sprintf("running lines up to %d, esc stops", goal)
	}
	return "running"
}

// Draw draws the lines inside the box r.
func (p *Pane) Draw(c *canvas.Canvas, box canvas.Rect, focused bool) {
	r := box.Inset(1)
	if r.H < 1 {
		return
	}
	n, at := p.course.Len(), p.chosen()
	p.room = r.H
	p.top = max(min(p.top, at-min(1, r.H/3)), at+1+min(2, r.H/3)-r.H) // shows some lines before and after it
	p.top = max(0, min(p.top, n-r.H))
	for y := 0; y < r.H && p.top+y < n; y++ {
		i := p.top + y
		row := canvas.Rect{X: r.X, Y: r.Y + y, W: r.W - 1, H: 1}
		p.drawLine(c, row, i)
		if i == at && focused {
			c.Ground(r.Row(y), theme.Chosen)
			c.Put(r, 0, y, theme.Accent.On(theme.Chosen), "▸")
		}
		c.Hit(r.Row(y), picked{i})
	}
	c.Scrollbar(box, theme.Dim.On(theme.Plain), p.top, r.H, n)
}

// signs are the marks of the states, with their roles.
var signs = map[State]canvas.Span{
	Under: canvas.Say(theme.Wait, "…"), Made: canvas.Say(theme.OK, "✓"), Failed: canvas.Say(theme.Bad, "✗"), Wrong: canvas.Say(theme.Bad, "!"),
}

// drawLine draws one line: its state, number, text and, on the right, its answer.
func (p *Pane) drawLine(c *canvas.Canvas, r canvas.Rect, i int) {
	line := p.course.Line(i)
	sign, ok := signs[line.State]
	switch {
	case i == p.course.Next() && line.State != Under:
		sign = canvas.Say(theme.Accent, "→")
	case line.Was != "":
		sign = canvas.Say(theme.Fresh, "≠")
	case !ok:
		sign = canvas.Say(theme.Faint, " ")
	}
	number, numbered := "   ", theme.Faint
	if found := p.search.from(i); found < len(p.search.lines) && p.search.lines[found] == i {
		numbered = theme.Accent
	}
	if line.Number > 0 {
		number = fmt.Sprintf("%3d", line.Number)
	}
	text := theme.Text
	if !line.Step {
		text = theme.Dim
	}
	head := canvas.Line{canvas.Say(theme.Text, " "), sign, canvas.Say(numbered, number+" ")}
	answer := answered(line)
	if line.Gap != "" {
		head = append(head, canvas.Say(theme.Wait, "⋯ "+line.Gap+"  "))
	}
	if line.Mark != "" {
		head = append(head, canvas.Say(theme.Yours, "◆ "+line.Mark+"  "))
	}
	left := r.W - head.Width()
	most := max(left-canvas.Width(line.Text)-2, left*2/5)
	if answer.Width() > most {
		answer = shorter(answer, most)
	}
	room := left - answer.Width()
	if len(answer) > 0 {
		room -= 2
	}
	x := c.PutLine(r, 0, 0, head)
	c.PutLine(r, x, 0, canvas.Line{canvas.Say(text, canvas.Shorten(line.Text, room))})
	c.PutLine(r, r.W-answer.Width(), 0, answer)
}

// answered returns the answer of a line, with its earlier answer if that was different.
func answered(line Line) canvas.Line {
	if line.Answer == "" {
		return nil
	}
	role := theme.OK
	switch {
	case line.Was != "":
		role = theme.Fresh
	case line.State == Failed, line.State == Wrong:
		role = theme.Bad
	case line.Answer == "EAGAIN", line.Answer == "EINPROGRESS", line.Answer == "EALREADY":
		role = theme.Wait
	case line.State == Ahead:
		role = theme.Faint // known from the recording
	}
	said := canvas.Line{canvas.Say(role, line.Answer)}
	if line.Was != "" {
		said = append(canvas.Line{canvas.Say(theme.Dim, line.Was+" ⇒ ")}, said...)
	}
	return said
}

// shorter returns an answer in w columns.
func shorter(answer canvas.Line, w int) canvas.Line {
	last := answer[len(answer)-1]
	last.Text = canvas.Shorten(last.Text, max(w, 1))
	return canvas.Line{last}
}
