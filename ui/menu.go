package ui

import (
	"slices"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/theme"
)

// menu offers the bindings of a scope, one key each.
type menu struct {
	where keymap.Scope
	title string
	text  string // above the keys
	last  string // below the keys
}

func (m *menu) scope() keymap.Scope { return m.where }

// keyColumn is how wide the column of keys is.
const keyColumn = 7

// key is the target of anything that stands for an action.
type key struct{ action string }

func (m *menu) draw(s *Screen, c *canvas.Canvas, r canvas.Rect) {
	list := s.keys.In(m.where)
	w := 48
	helps, lines := 0, 0
	for _, b := range list {
		a := s.actions.find(b.Action)
		helps = max(helps, canvas.Width(a.Help))
		lines = max(lines, canvas.Width(a.preview(s)))
	}
	w = max(w, 4+keyColumn+helps+2+lines)
	previews := w <= r.W+2 // cut by more than a few letters they would tell nothing
	if !previews {
		w = 4 + keyColumn + helps
	}
	w = min(w, r.W-2)
	if len(list)+2 > r.H {
		list = slices.DeleteFunc(list, func(b keymap.Binding) bool { return b.Action == "close-overlay" }) // the bar says it too
	}
	text := canvas.Wrap(m.text, w-4)
	last := canvas.Wrap(m.last, w-4)
	h := len(list) + 2
	if len(text) > 0 {
		h += len(text) + 1
	}
	if len(last) > 0 {
		h += len(last) + 1
	}
	inner := window(c, r, w, h, m.title, nil)
	y := 0
	for _, part := range text {
		c.PutLine(inner, 0, y, canvas.Line{raised(theme.Text, part)})
		y++
	}
	if len(text) > 0 {
		y++
	}
	for _, b := range list {
		a := s.actions.find(b.Action)
		line := canvas.Line{raised(theme.Accent, fill(keymap.Show(b.Keys[0]), keyColumn)), raised(theme.Text, a.Help)}
		if previews {
			line = append(line, raised(theme.Dim, fill("", helps+2-canvas.Width(a.Help))+a.preview(s)))
		}
		c.PutLine(inner, 0, y, line)
		c.Hit(inner.Row(y), key{b.Action})
		y++
	}
	for i, part := range last {
		c.PutLine(inner, 0, y+1+i, canvas.Line{raised(theme.Dim, part)})
	}
}
