package overlay

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/theme"
)

// The scopes of a question.
const (
	scopeConfirm keymap.Scope = "confirm"
	scopeSpelt   keymap.Scope = "spelt"
)

// Confirm asks before something is done. If it has a Word, that must be typed, because what is done can
// break something.
type Confirm struct {
	Text
	Word string                    // what has to be typed; "" if a key is enough
	Does string                    // what yes does, in a few words
	Yes  func(part.Host) tea.Cmd   // does it
	Not  string                    // what no does; "" where that is to go back
	No   func(h part.Host) tea.Cmd // what no does; "" if it only goes back
	line prompt.Line
	said string // the error in what was typed
}

// Scope returns the scope of questions.
func (p *Confirm) Scope() keymap.Scope {
	if p.Word != "" {
		return scopeSpelt
	}
	return scopeConfirm
}

// Input returns the line on which the word is typed.
func (p *Confirm) Input() part.Input {
	if p.Word == "" {
		return nil
	}
	return &p.line
}

// Typed clears the error.
func (p *Confirm) Typed() { p.said = "" }

// Choose does what was asked about, once the word has been typed.
func (p *Confirm) Choose(h part.Host) tea.Cmd {
	if p.Word != "" && p.line.Text != p.Word {
		p.said = "that is not " + p.Word + ": esc goes back"
		return nil
	}
	h.Pop()
	return p.Yes(h)
}

// refuse does what no does.
func (p *Confirm) refuse(h part.Host) tea.Cmd {
	h.Pop()
	if p.No == nil {
		return nil
	}
	return p.No(h)
}

// confirmKeys returns the keys that answer a question.
func confirmKeys() []part.Group {
	answer := func(yes bool) func(part.Host) tea.Cmd {
		return func(h part.Host) tea.Cmd {
			p, ok := h.Top().(*Confirm)
			switch {
			case !ok:
				return nil
			case yes:
				return p.Choose(h)
			}
			return p.refuse(h)
		}
	}
	return []part.Group{
		{Scope: scopeConfirm, Title: "A question", Actions: []part.Action{
			{Name: "confirm", Keys: part.Key("y"), Label: "yes", Help: "do it", Inner: true, Do: answer(true)},
			{Name: "refuse", Keys: part.Key("n"), Label: "no", Help: "don't do it", Inner: true, Do: answer(false)},
			Close("back", "esc", "q"), up("up", "k"), down("down", "j"),
		}},
		{Scope: scopeSpelt, Title: "A question that takes a word", Actions: listKeys()},
	}
}

// Draw draws the question in the middle of r. The line for the word is always visible, however long the
// text is.
func (p *Confirm) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	w := min(textWidth, r.W-2)
	lines := p.wrapped(w - 4)
	below := 0
	if p.Word != "" {
		below = 3
	}
	height := min(len(lines)+2+below, r.H-2)
	inner := Window(c, r, w, height, canvas.Shorten(p.Title, w-6), p.foot())
	text, typed := inner.SplitBottom(below)
	p.drawLines(c, text, lines)
	if p.Word == "" {
		return
	}
	if p.said != "" {
		c.PutLine(typed, 0, 0, canvas.Line{canvas.Raised(theme.Bad, "! "+p.said)})
	}
	x := c.PutLine(typed, 0, 1, canvas.Line{canvas.Raised(theme.Dim, "type "), canvas.Raised(theme.Strong, p.Word), canvas.Raised(theme.Dim, " to do it: ")})
	field := canvas.Rect{X: typed.X + x, Y: typed.Y + 1, W: max(typed.W-x, 0), H: 1}
	c.Fill(field, theme.Text.On(theme.Marked))
	c.Put(field, 0, 0, theme.Strong.On(theme.Marked), p.line.Text)
	c.Caret(field.X+min(p.line.Column(), field.W-1), field.Y)
}

// foot says what the keys do.
func (p *Confirm) foot() canvas.Line {
	if p.Word != "" {
		return canvas.Line{canvas.Say(theme.Dim, "enter "+p.Does+"  esc back")}
	}
	line := canvas.Line{canvas.Say(theme.Accent, "y"), canvas.Say(theme.Dim, " "+p.Does)}
	if p.Not != "" {
		line = append(line, canvas.Say(theme.Accent, "  n"), canvas.Say(theme.Dim, " "+p.Not))
	}
	return append(line, canvas.Say(theme.Accent, "  esc"), canvas.Say(theme.Dim, " back"))
}
