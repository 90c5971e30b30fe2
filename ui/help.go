package ui

import (
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/theme"
)

// help shows every key that means something in the scopes it was asked for in.
type help struct {
	scopes []keymap.Scope
	top    int
	room   int
	total  int
}

func (h *help) scope() keymap.Scope { return "list" }

func (h *help) move(by int, pages bool) {
	if pages {
		by *= max(h.room-1, 1)
	}
	h.top = max(0, min(h.top+by, h.total-h.room))
}

// showKeys opens the page of keys for where the focus is.
func (s *Screen) showKeys() {
	s.push(&help{scopes: s.scopes()})
}

// scopeTitles name the scopes for people.
var scopeTitles = map[keymap.Scope]string{
	"sockets": "Sockets", "inspector": "Inspector", "trace": "Trace", "bench": "The selected socket", "reference": "Reference",
	scopeGlobal: "Everywhere", scopeAlways: "Always", scopePrompt: "The prompt", scopeWelcome: "An empty bench",
}

func (h *help) lines(s *Screen) []canvas.Line {
	var lines []canvas.Line
	visible := s.keys.Visible(h.scopes)
	last := keymap.Scope("")
	for _, b := range visible {
		if b.Scope != last {
			if last != "" {
				lines = append(lines, canvas.Line{})
			}
			last = b.Scope
			lines = append(lines, canvas.Line{raised(theme.Strong, scopeTitles[b.Scope])})
		}
		var keys []string
		for _, k := range b.Keys {
			keys = append(keys, keymap.Show(k))
		}
		lines = append(lines, canvas.Line{
			raised(theme.Accent, "  "+fill(strings.Join(keys, " "), 16)),
			raised(theme.Text, s.actions.find(b.Action).Help),
		})
	}
	return append(lines, legendLines()...)
}

// legendLines say what the marks on the screen mean.
func legendLines() []canvas.Line {
	lines := []canvas.Line{{}, {raised(theme.Strong, "Marks")}}
	for _, mark := range [][2]string{
		{"*", "an option that a step of yours has set"},
		{"•", "an option whose value differs from a fresh socket's"},
		{"~", "an option that has changed in the last seconds"},
		{"!", "an option that can't be read; a step that failed"},
		{"grey", "an option there is no sense in setting now; it says why"},
		{"beware", "a mistake the kernel took in silence: unfold the event"},
		{"✓ ✗", "what the line expected came; something else came"},
		{"–", "the kernel tells nothing here for this kind of socket"},
	} {
		lines = append(lines, canvas.Line{raised(theme.Accent, "  "+fill(mark[0], 16)), raised(theme.Text, mark[1])})
	}
	return lines
}

func (h *help) draw(s *Screen, c *canvas.Canvas, r canvas.Rect) {
	lines := h.lines(s)
	w := min(96, r.W-2)
	height := min(len(lines)+2, r.H-2)
	inner := window(c, r, w, height, "Keys", canvas.Line{canvas.Say(theme.Dim, "esc back  ↑↓ more  ctrl-p finds an action by name")})
	h.room, h.total = inner.H, len(lines)
	h.move(0, false)
	for y := 0; y < inner.H && h.top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, lines[h.top+y])
	}
	c.Scrollbar(canvas.Rect{X: inner.X - 2, Y: inner.Y - 1, W: inner.W + 4, H: inner.H + 2}, theme.Dim.On(theme.Raised), h.top, h.room, h.total)
}

// fill makes text w columns wide.
func fill(text string, w int) string {
	return text + strings.Repeat(" ", max(w-canvas.Width(text), 0))
}
