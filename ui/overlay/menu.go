package overlay

import (
	"slices"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// Menu offers the actions of a scope, one key each, under the title of that scope.
type Menu struct {
	Where keymap.Scope
	Text  string // above the keys
	Last  string // below the keys
}

// Scope returns the scope whose actions the menu offers.
func (m *Menu) Scope() keymap.Scope { return m.Where }

// keyColumn is the width of the column of keys.
const keyColumn = 7

// Draw draws the menu in the middle of r.
func (m *Menu) Draw(h part.Host, c *canvas.Canvas, r canvas.Rect) {
	keys := h.Keys()
	list := keys.In(m.Where)
	w := 48
	helps, lines := 0, 0
	for _, b := range list {
		a := keys.Find(b.Action)
		helps = max(helps, canvas.Width(a.Help))
		lines = max(lines, canvas.Width(a.Preview(h)))
	}
	w = max(w, 4+keyColumn+helps+2+lines)
	previews := w <= r.W+2 // cut off by more than a few letters, they would be useless
	if !previews {
		w = 4 + keyColumn + helps
	}
	w = min(w, r.W-2)
	if len(list)+2 > r.H {
		list = slices.DeleteFunc(list, func(b keymap.Binding) bool { return b.Action == "close-overlay" }) // the bar says it too
	}
	text := canvas.Wrap(m.Text, w-4)
	last := canvas.Wrap(m.Last, w-4)
	rows := len(list) + 2
	if len(text) > 0 {
		rows += len(text) + 1
	}
	if len(last) > 0 {
		rows += len(last) + 1
	}
	inner := Window(c, r, w, rows, keys.Title(m.Where), nil)
	y := 0
	for _, part := range text {
		c.PutLine(inner, 0, y, canvas.Line{canvas.Raised(theme.Text, part)})
		y++
	}
	if len(text) > 0 {
		y++
	}
	for _, b := range list {
		a := keys.Find(b.Action)
		line := canvas.Line{canvas.Raised(theme.Accent, canvas.Pad(keymap.Show(b.Keys[0]), keyColumn)), canvas.Raised(theme.Text, a.Help)}
		if made := a.Preview(h); previews && made != "" {
			line = append(line, canvas.Raised(theme.Dim, canvas.Pad("", helps+2-canvas.Width(a.Help))+made))
		}
		c.PutLine(inner, 0, y, line)
		c.Hit(inner.Row(y), part.Press{Action: b.Action})
		y++
	}
	for i, part := range last {
		c.PutLine(inner, 0, y+1+i, canvas.Line{canvas.Raised(theme.Dim, part)})
	}
}
