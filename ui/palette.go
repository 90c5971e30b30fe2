package ui

import (
	"slices"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/theme"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"
)

// offerLine is one line of the palette: an action, or a verb for the prompt.
type offerLine struct {
	name, help, key string
	action          string
	verb            *step.Verb
}

// palette finds actions and verbs by some of their letters.
type palette struct {
	line  prompt.Line
	all   []offerLine
	found []int // of all, the best first
	at    int
	top   int
	room  int
}

// offered is the target of a line of the palette.
type offered struct{ index int }

func (p *palette) scope() keymap.Scope { return "palette" }
func (p *palette) input() *prompt.Line { return &p.line }

// String and Len let fuzzy search the lines.
func (p *palette) String(i int) string { return p.all[i].name }
func (p *palette) Len() int            { return len(p.all) }

func (s *Screen) showPalette() {
	if n := len(s.overlays); n > 0 && s.overlays[n-1].scope() == "palette" {
		return
	}
	scopes := s.pages[s.page].Scopes()
	scopes = append(scopes, scopeGlobal, scopeAlways, "sockets", "inspector", "trace", "new", "shutdown")
	p := &palette{}
	for _, a := range s.actions.list {
		if !a.Inner && (!a.Bench || s.page == benchPage) {
			p.all = append(p.all, offerLine{name: a.Name, help: a.Help, key: s.keys.KeyOf(scopes, a.Name), action: a.Name})
		}
	}
	for _, v := range step.Verbs() {
		p.all = append(p.all, offerLine{name: v.Name, help: v.Summary, key: ":", verb: v})
	}
	p.typed()
	s.push(p)
}

func (p *palette) typed() {
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

func (p *palette) move(by int, pages bool) {
	if pages {
		by *= max(p.room-1, 1)
	}
	p.at = max(0, min(p.at+by, len(p.found)-1))
	p.top = max(min(p.top, p.at), p.at-p.room+1, 0)
}

func (p *palette) choose(s *Screen) tea.Cmd {
	if p.at >= len(p.found) {
		return nil
	}
	chosen := p.all[p.found[p.at]]
	s.overlays = nil
	if chosen.verb == nil {
		s.shut()
		return s.run(chosen.action)
	}
	text := verbLine(s, chosen.verb)
	s.open(stepPurpose, text, len(text), true)
	return nil
}

// verbLine begins a line with a verb, as far as it can be guessed.
func verbLine(s *Screen, v *step.Verb) string {
	text := ""
	switch v.Gives {
	case 1:
		text = s.store.Roster.Free("n") + " = "
	case 2:
		text = s.store.Roster.Free("p") + ", " + s.store.Roster.Free("q") + " = "
	}
	text += v.Name + " "
	if k, ok := s.bench.Selected(); ok && len(v.Params) > 0 && v.Params[0].Role == step.RoleSocket {
		text += k.Name + " "
	}
	return text
}

// row is the line as it is drawn. Of what can't be done now the reason comes first.
func (o offerLine) row(s *Screen) canvas.Line {
	key, name := "  "+fill(keymap.Show(o.key), 10), fill(o.name, 17)+" "
	if a := s.actions.find(o.action); a != nil && a.Why != nil {
		if reason := a.Why(s); reason != "" {
			return canvas.Line{raised(theme.Faint, key+name), raised(theme.Wait, "not now: "+reason), raised(theme.Faint, "  "+o.help)}
		}
	}
	return canvas.Line{raised(theme.Accent, key), raised(theme.Strong, name), raised(theme.Dim, o.help)}
}

func (p *palette) draw(s *Screen, c *canvas.Canvas, r canvas.Rect) {
	inner := window(c, r, 84, min(26, r.H-2), "Do", canvas.Line{canvas.Say(theme.Dim, "enter does it  esc back")})
	c.PutLine(inner, 0, 0, canvas.Line{raised(theme.Accent, "› "), raised(theme.Text, p.line.Text)})
	c.Caret(inner.X+2+p.line.Column(), inner.Y)
	list := canvas.Rect{X: inner.X, Y: inner.Y + 2, W: inner.W, H: inner.H - 2}
	p.room = list.H
	p.move(0, false)
	if len(p.found) == 0 {
		c.Put(list, 2, 0, theme.Dim.On(theme.Raised), "nothing is called that")
	}
	for y := 0; y < list.H && p.top+y < len(p.found); y++ {
		o := p.all[p.found[p.top+y]]
		row := list.Row(y)
		c.PutLine(row, 0, 0, o.row(s))
		if p.top+y == p.at {
			c.Ground(row, theme.Chosen)
			c.Put(row, 0, 0, theme.Accent.On(theme.Chosen), "▸")
		}
		c.Hit(row, offered{p.top + y})
	}
}
