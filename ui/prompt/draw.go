package prompt

import (
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Word is the target of a word that fits.
type Word struct{ index int }

// Click puts the word that was clicked into the line.
func (e *Entry) Click(h part.Host, w Word) {
	e.completion.At = w.index - 1
	e.complete(h, +1)
}

// Draw draws the line. Where it is empty it shows what came of the line before, or else
// what it is for. It reports whether bar is taken by what is wrong with the line.
func (e *Entry) Draw(c *canvas.Canvas, body, line, bar canvas.Rect, before canvas.Line, alone bool) (taken bool) {
	sign := " " + e.Purpose.Sign + " "
	x := c.Put(line, 0, 0, theme.Accent.On(theme.Plain), sign)
	shift := max(0, x+e.Line.Column()-line.W+2)
	field := canvas.Rect{X: line.X + x, Y: line.Y, W: line.W - x, H: 1}
	c.Put(field, -shift, 0, theme.Strong.On(theme.Plain), e.Line.Text)
	c.Caret(field.X+e.Line.Column()-shift, line.Y)
	switch {
	case e.Line.Text != "":
	case before != nil:
		c.PutLine(field, 2, 0, before)
	default:
		c.Put(field, 2, 0, theme.Faint.On(theme.Plain), e.Purpose.About)
	}
	if e.problem != "" {
		e.drawProblem(c, bar, x-shift)
	}
	if e.Purpose.Step && alone {
		e.drawWords(c, body, x-shift)
	}
	return e.problem != ""
}

// drawProblem says under the line what is wrong with it, with a caret at the place.
func (e *Entry) drawProblem(c *canvas.Canvas, r canvas.Rect, from int) {
	if e.column < 1 {
		c.Put(r, 1, 0, theme.Bad.On(theme.Plain), "! "+e.problem)
		return
	}
	characters := []rune(e.Line.Text)
	before := string(characters[:min(e.column-1, len(characters))])
	at := max(0, min(from+canvas.Width(before), r.W-1))
	c.Put(r, at, 0, theme.Bad.On(theme.Plain), "^")
	switch w := canvas.Width(e.problem); {
	case at+2+w <= r.W:
		c.Put(r, at+2, 0, theme.Bad.On(theme.Plain), e.problem)
	case w+1 <= at:
		c.Put(r, at-w-1, 0, theme.Bad.On(theme.Plain), e.problem)
	case at > r.W/2:
		c.Put(r, 1, 0, theme.Bad.On(theme.Plain), canvas.Shorten(e.problem, at-2))
	default:
		c.Put(r, at+2, 0, theme.Bad.On(theme.Plain), canvas.Shorten(e.problem, r.W-at-3))
	}
}

// drawWords draws, over the page, the words that fit and how the verb is used.
func (e *Entry) drawWords(c *canvas.Canvas, body canvas.Rect, from int) {
	words := e.completion.Words
	shown := min(len(words), 8, body.H/2)
	first := max(0, min(e.completion.At-shown/2, len(words)-shown))
	w := 0
	for _, word := range words[first : first+shown] {
		w = max(w, canvas.Width(word)+4)
	}
	rows := shown
	if e.signature != "" {
		w = max(w, canvas.Width(e.signature)+4, min(canvas.Width(e.summary), body.W/2)+4)
	}
	if w == 0 {
		return
	}
	w = min(w, body.W-2)
	below := e.usage(w, body.W)
	rows += len(below)
	x := max(1, min(from+canvas.Width(e.Line.Text[:e.completion.From])-2, body.W-w-1))
	box := canvas.Rect{X: body.X + x, Y: body.Y + body.H - rows - 2, W: w, H: rows + 2}
	c.Fill(box, theme.Text.On(theme.Raised))
	inner := canvas.Box{Border: theme.Border.On(theme.Raised)}.Draw(c, box)
	for i := range shown {
		role, mark := theme.Text, " "
		if first+i == e.completion.At {
			role, mark = theme.Accent, "▸"
		}
		c.PutLine(inner.Row(i), 0, 0, canvas.Line{canvas.Raised(role, mark+words[first+i])})
		c.Hit(inner.Row(i), Word{first + i})
	}
	for i := range below {
		c.PutLine(inner.Row(shown+i), 1, 0, below[i:i+1])
	}
}

// usage is what stands below the words in a box w wide: how the verb is used, and what is
// wrong where that may be too long to stand beside its caret.
func (e *Entry) usage(w, page int) canvas.Line {
	var below canvas.Line
	if e.signature != "" {
		below = append(below, canvas.Raised(theme.Strong, e.signature))
		for _, text := range canvas.Wrap(e.summary, w-4) {
			below = append(below, canvas.Raised(theme.Dim, text))
		}
	}
	if canvas.Width(e.problem) > page/2 {
		for _, text := range canvas.Wrap(e.problem, w-4) {
			below = append(below, canvas.Raised(theme.Bad, text))
		}
	}
	return below
}
