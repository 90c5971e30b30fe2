package prompt

import (
	"fmt"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Word is the click target of a completion.
type Word struct{ index int }

// Click puts the word that was clicked into the line.
func (e *Entry) Click(h part.Host, w Word) {
	e.completion.At = w.index - 1
	e.complete(h, +1)
}

// Height returns how many rows above the line the completions and the verb's usage take while a step is
// typed, out of h. The page gets the rest, so nothing of it is covered.
func (e *Entry) Height(h int) int {
	switch {
	case e.Purpose == nil || !e.Purpose.Step:
		return 0
	case h < 16:
		return 2
	}
	return 3
}

// sign returns what stands before the line.
func sign(p *part.Purpose) string { return " " + p.Sign + " " }

// Start returns where the cursor starts in a text that is opened in a line of w columns: at its end or, if that
// would scroll its beginning away, at its beginning.
func Start(p *part.Purpose, text string, w int) int {
	if canvas.Width(sign(p)+text)+2 > w {
		return 0
	}
	return len(text)
}

// Draw draws the line. An empty line shows the result of the one before, or else its purpose. Draw reports
// whether the error in the line takes up bar.
func (e *Entry) Draw(c *canvas.Canvas, above, line, bar canvas.Rect, before canvas.Line) (taken bool) {
	x := c.Put(line, 0, 0, theme.Accent.On(theme.Plain), sign(e.Purpose))
	shift := max(0, x+e.Line.Column()-line.W+2)
	field := canvas.Rect{X: line.X + x, Y: line.Y, W: line.W - x, H: 1}
	ground := theme.Plain
	if e.Line.Old {
		ground = theme.Chosen
	}
	end := c.Put(field, -shift, 0, theme.Strong.On(ground), e.Line.Text)
	if canvas.Width(e.Line.Text)-shift > field.W {
		c.PutRight(field, 0, theme.Faint.On(ground), "…")
	}
	if shift > 0 {
		c.Put(field, 0, 0, theme.Faint.On(ground), "…")
	}
	c.Caret(field.X+e.Line.Column()-shift, line.Y)
	hint := ""
	switch {
	case e.Line.Old:
		hint = "typing replaces it"
	case e.Line.Text != "":
	case before.Width()+3 > field.W: // the previous result is drawn above
		c.Fill(above, theme.Text.On(theme.Raised))
		for y, text := range canvas.Wrap(before.String(), above.W-2) {
			if y < above.H {
				c.Put(above, 1, y, theme.Text.On(theme.Raised), text)
			}
		}
		return false
	case before != nil:
		c.PutLine(field, 2, 0, before)
		end, hint = before.Width()+2, e.stays()
	default:
		end, hint = c.Put(field, 2, 0, theme.Faint.On(theme.Plain), canvas.Shorten(e.Purpose.About, field.W-3)), e.stays()
	}
	if end+2+canvas.Width(hint) < field.W {
		c.PutRight(field, 0, theme.Faint.On(theme.Plain), hint+" ")
	}
	if e.problem != "" {
		e.drawProblem(c, bar, x-shift, e.Line.Text)
	}
	if above.H > 0 {
		e.drawAbove(c, above)
	}
	return e.problem != ""
}

// stays says how to leave the prompt when it stays open for the next step.
func (e *Entry) stays() string {
	if !e.Idle() || e.once {
		return ""
	}
	return "esc closes the prompt"
}

// drawProblem draws the error below the line, with a caret at its place.
func (e *Entry) drawProblem(c *canvas.Canvas, r canvas.Rect, from int, line string) {
	if e.column < 1 {
		c.Put(r, 1, 0, theme.Bad.On(theme.Plain), canvas.Shorten("! "+e.problem, r.W-2))
		return
	}
	characters := []rune(line)
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

// drawAbove draws the completions and the verb's usage above the line.
func (e *Entry) drawAbove(c *canvas.Canvas, r canvas.Rect) {
	c.Fill(r, theme.Text.On(theme.Raised))
	words, usage := r.SplitTop(1)
	e.drawWords(c, words)
	e.drawUsage(c, usage)
}

// drawWords draws as many completions as fit, around the selected one.
func (e *Entry) drawWords(c *canvas.Canvas, r canvas.Rect) {
	words := e.completion.Words
	from, x := 0, 1
	const room = 12 // for their number
	for i, word := range words {
		w := canvas.Width(word) + 2
		if x+w > r.W-room {
			if e.completion.At < i {
				break
			}
			from, x = i, 1
		}
		x += w
	}
	x = 1
	for i := from; i < len(words); i++ {
		w := canvas.Width(words[i]) + 2
		if x+w > r.W-room && i > from {
			c.PutRight(r, 0, theme.Dim.On(theme.Raised), fmt.Sprintf("… %d in all ", len(words)))
			break
		}
		role, mark := theme.Text, " "
		if i == e.completion.At {
			role, mark = theme.Accent, "▸"
		}
		at := canvas.Rect{X: r.X + x - 1, Y: r.Y, W: w, H: 1}
		c.Put(at, 0, 0, role.On(theme.Raised), mark+words[i])
		c.Hit(at, Word{i})
		x += w
	}
}
