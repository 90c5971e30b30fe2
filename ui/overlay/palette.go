package overlay

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/store"
	"netnet-tui/ui/theme"
)

// offerLine is one line of the palette: an action, or a verb for the prompt.
type offerLine struct {
	name, help, key string
	action          *part.Action
	verb            *step.Verb
}

// Palette finds actions and verbs by some of their letters.
type Palette struct {
	line  prompt.Line
	all   []offerLine
	found []int // indices into all, best match first
	at    int
	top   int
	room  int
}

// offered is the click target of a line of the palette.
type offered struct{ index int }

// Scope returns the palette's own scope.
func (p *Palette) Scope() keymap.Scope { return scopePalette }

// Input returns the line for the letters.
func (p *Palette) Input() part.Input { return &p.line }

// String returns the name of a line, for the search.
func (p *Palette) String(i int) string { return p.all[i].name }

// Len returns the number of lines to search.
func (p *Palette) Len() int { return len(p.all) }

// NewPalette returns a palette of the current page's actions, with the keys they have in the page's scopes
// or in those of the program.
func NewPalette(h part.Host, program ...keymap.Scope) *Palette {
	p := &Palette{}
	keys, page := h.Keys(), h.Page()
	scopes := append(page.Scopes(h), program...)
	scopes = append(scopes, keys.ScopesOf(page.Name())...)
	for _, a := range keys.Offered(page.Name()) {
		p.all = append(p.all, offerLine{name: a.Name, help: a.Help, key: keys.KeyOf(scopes, a.Name), action: a})
	}
	for _, v := range step.Verbs() {
		p.all = append(p.all, offerLine{name: v.Name, help: v.Summary, key: ":", verb: v})
	}
	p.Typed()
	return p
}

// Typed finds what the letters match, best match first.
func (p *Palette) Typed() {
	p.found, p.at, p.top = p.found[:0], 0, 0
	if p.line.Text == "" {
		for i := range p.all {
			p.found = append(p.found, i)
		}
		return
	}
	for _, match := range fuzzy.FindFrom(p.line.Text, p) {
		p.found = append(p.found, match.Index)
	}
	for i, o := range p.all {
		if strings.Contains(strings.ToLower(o.help), strings.ToLower(p.line.Text)) && !slices.Contains(p.found, i) {
			p.found = append(p.found, i)
		}
	}
}

// Move selects another line.
func (p *Palette) Move(by int, pages bool) {
	if pages {
		by *= max(p.room-1, 1)
	}
	p.at = max(0, min(p.at+by, len(p.found)-1))
	p.top = max(min(p.top, p.at), p.at-p.room+1, 0)
}

// Choose runs the selected action; for a verb, it begins a line.
func (p *Palette) Choose(h part.Host) tea.Cmd {
	if p.at >= len(p.found) {
		return nil
	}
	chosen := p.all[p.found[p.at]]
	for h.Top() != nil { // also the overlays below the palette
		h.Pop()
	}
	if chosen.verb != nil {
		return h.Write(verbLine(h, chosen.verb) + part.Cursor)
	}
	h.Shut()
	return h.Run(chosen.action.Name)
}

// Click chooses the line that was clicked.
func (p *Palette) Click(h part.Host, t canvas.Target) tea.Cmd {
	o, ok := t.(offered)
	if !ok {
		return nil
	}
	p.at = o.index
	return p.Choose(h)
}

// verbLine begins a line with a verb, as far as its arguments can be guessed.
func verbLine(h part.Host, v *step.Verb) string {
	names := &h.Store().Roster
	text, about, process := v.Name+" ", "", ""
	if k, ok := h.Selected(); ok && len(v.Params) > 0 && (v.Params[0].Role == step.RoleSocket || v.Params[0].Role == step.RoleEpoll && k.Epoll()) {
		if v.Forkable() {
			about, k = store.There(k)
			process = k.Process
		}
		text += k.Name + " "
	}
	switch v.Gives {
	case 1:
		text = names.Free(process, "n") + " = " + text
	case 2:
		text = names.Free(process, "p") + ", " + names.Free(process, "q") + " = " + text
	}
	return about + text
}

// row returns the line as it is drawn. If the action cannot be done now, the reason comes first.
func (o offerLine) row(h part.Host) canvas.Line {
	key, name := "  "+canvas.Pad(keymap.Show(o.key), 10), canvas.Pad(o.name, 17)+" "
	if o.action != nil {
		if reason := o.action.Obstacle(h); reason != "" {
			return canvas.Line{canvas.Raised(theme.Faint, key+name), canvas.Raised(theme.Wait, "not now: "+reason), canvas.Raised(theme.Faint, "  "+o.help)}
		}
	}
	return canvas.Line{canvas.Raised(theme.Accent, key), canvas.Raised(theme.Strong, name), canvas.Raised(theme.Dim, o.help)}
}

// Draw draws the palette in the middle of r.
func (p *Palette) Draw(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	inner := Window(c, r, 84, min(26, r.H-2), "Do", canvas.Line{canvas.Say(theme.Dim, "enter runs it  esc back")})
	c.PutLine(inner, 0, 0, canvas.Line{canvas.Raised(theme.Accent, "› "), canvas.Raised(theme.Text, p.line.Text)})
	c.Caret(inner.X+2+p.line.Column(), inner.Y)
	list := canvas.Rect{X: inner.X, Y: inner.Y + 2, W: inner.W, H: inner.H - 2}
	p.room = list.H
	p.Move(0, false)
	if len(p.found) == 0 {
		c.Put(list, 2, 0, theme.Dim.On(theme.Raised), "no action has that name")
	}
	for y := 0; y < list.H && p.top+y < len(p.found); y++ {
		o := p.all[p.found[p.top+y]]
		row := list.Row(y)
		c.PutLine(row, 0, 0, o.row(h))
		if p.top+y == p.at {
			c.Ground(row, theme.Chosen)
			c.Put(row, 0, 0, theme.Accent.On(theme.Chosen), "▸")
		}
		c.Hit(row, offered{p.top + y})
	}
}
