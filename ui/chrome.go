package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/ui/bench"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
	"netnet-tui/ui/theme"
)

// tab is the click target of a page's name.
type tab struct{ page string }

// drawTabs draws the names of the pages and, on the right, the state of the engine. If they do not fit,
// the names stand closer, or only the current page has its name, and the others their numbers.
func (s *Screen) drawTabs(c *canvas.Canvas, r canvas.Rect) {
	gap := tabGap
	tabs, width := s.tabLines(true)
	need := 1 + width + s.engineLine(leastOfEngine).Width() + 1
	switch {
	case need+gap*len(tabs) <= r.W:
	case need+len(tabs) <= r.W:
		gap = 1
	default:
		tabs, _ = s.tabLines(false)
	}
	x := 1
	for i, line := range tabs {
		at := x
		x = c.PutLine(r, x, 0, line)
		c.Hit(canvas.Rect{X: r.X + at, Y: r.Y, W: x - at, H: 1}, tab{s.pages[i].Name()})
		x += gap
	}
	room := r.W - x - 1
	right := s.engineLine(0)
	for less := 1; less <= leastOfEngine && right.Width() > room; less++ {
		right = s.engineLine(less)
	}
	c.PutLine(r, max(r.W-right.Width()-1, x), 0, right)
}

// tabGap is the space between the names of two pages if there is room for it.
const tabGap = 2

// tabLines returns the number and name of each page, and their total width without gaps.
func (s *Screen) tabLines(names bool) (lines []canvas.Line, width int) {
	for i, page := range s.pages {
		number, name := theme.Dim, theme.Dim
		if i == s.page {
			number, name = theme.Accent, theme.Strong
		}
		line := canvas.Line{canvas.Say(number, strconv.Itoa(i+1))}
		if names || i == s.page {
			line = append(line, canvas.Say(name, " "+page.Name()))
		}
		lines = append(lines, line)
		width += line.Width()
	}
	return lines, width
}

// leastOfEngine is the highest level at which engineLine abbreviates. It drops first the pid, then the key
// that interrupts, then the network, the word "sockets", and last all of the recording but a mark.
const leastOfEngine = 5

func (s *Screen) engineLine(less int) canvas.Line {
	n := &s.store.Network
	if s.store.Source == nil {
		return canvas.Line{canvas.Say(theme.Bad, "! no engine")}
	}
	var line canvas.Line
	if s.store.Pull.Stuck {
		line = append(line, canvas.Say(theme.Bad, "! the engine does not answer"), canvas.Say(theme.Faint, "  "))
	}
	if waits := n.Waits(); waits != "" {
		if key := s.keys.KeyOf(s.scopes(), "interrupt"); key != "" && less < 2 { // it depends on the scope
			waits += ", " + keymap.Show(key) + " interrupts"
		}
		line = append(line, canvas.Say(theme.Wait, waits))
		if less >= 3 {
			return append(line, s.recorded(less >= leastOfEngine)...)
		}
		line = append(line, canvas.Say(theme.Faint, "  "))
	}
	if less < 3 {
		line = append(line, canvas.Say(theme.Text, n.Name), canvas.Say(theme.Faint, " · "))
	}
	sockets := fmt.Sprintf("%d sockets open", n.Open)
	switch {
	case less >= 4:
		sockets = fmt.Sprintf("%d open", n.Open)
	case n.Open == 1:
		sockets = "1 socket open"
	}
	line = append(line, canvas.Say(theme.Text, sockets))
	line = append(line, s.recorded(less >= leastOfEngine)...)
	if less < 1 && n.PID > 0 { // a recording has no pid
		line = append(line, canvas.Say(theme.Dim, fmt.Sprintf(" · engine %d", n.PID)))
	}
	return line
}

// above returns how many rows of the body are needed for what does not fit on the line below it.
func (s *Screen) above(body canvas.Rect) int {
	switch {
	case s.Top() != nil:
		return 0
	case s.entry.Purpose != nil:
		return s.entry.Height(body.H)
	}
	return max(0, min(len(canvas.Wrap(noteLine(s.message).String(), body.W-2))-1, body.H/4))
}

// drawEntry draws the line above the keys, and the keys: the prompt with its completions and errors, or
// else the latest message.
func (s *Screen) drawEntry(c *canvas.Canvas, above, line, bar canvas.Rect) {
	if s.entry.Purpose == nil {
		s.drawMessage(c, above, line)
		s.drawBar(c, bar)
		return
	}
	var before canvas.Line
	if s.message.Text != "" {
		before = noteLine(s.message)
	}
	if taken := s.entry.Draw(c, above, line, bar, before); !taken {
		s.drawBar(c, bar)
	}
}

// noteLine returns a message as it is drawn.
func noteLine(n store.Note) canvas.Line {
	if n.Bad {
		return canvas.Line{canvas.Say(theme.Bad, "! "), canvas.Say(theme.Text, n.Text)}
	}
	return canvas.Line{canvas.Say(theme.Text, n.Text)}
}

// drawMessage draws the latest message, over as many rows as it needs.
func (s *Screen) drawMessage(c *canvas.Canvas, above, r canvas.Rect) {
	waits := s.store.Queue.Waits()
	switch {
	case s.message.Text != "":
		note := noteLine(s.message)
		whole := canvas.Rect{X: r.X, Y: r.Y - above.H, W: r.W, H: r.H + above.H}
		for y, text := range canvas.Wrap(note.String(), r.W-2) {
			line := canvas.Line{canvas.Say(theme.Text, text)}
			if y == 0 && len(note) > 1 {
				line = canvas.Line{note[0], canvas.Say(theme.Text, strings.TrimPrefix(text, note[0].Text))}
			}
			if y < whole.H {
				c.PutLine(whole, 1, y, line)
			}
		}
	case waits != "":
		c.PutLine(r, 1, 0, canvas.Line{canvas.Say(theme.Wait, fmt.Sprintf("… %d lines wait for ", s.store.Queue.Len())), canvas.Say(theme.Text, waits)})
	case s.entry.Draft != "":
		c.PutLine(r, 1, 0, canvas.Line{canvas.Say(theme.Faint, "› "+strings.ReplaceAll(s.entry.Draft, "\n", " ↵ "))})
	default:
		c.PutLine(r, 1, 0, canvas.Line{canvas.Say(theme.Faint, "› ")})
	}
	if s.message.Text == "" {
		c.Hit(r, part.Press{Action: "prompt"})
	}
}

// drawBar draws the keys of the focused pane, as many as fit: the innermost scope first. The prompt and the
// page of keys are always among them.
func (s *Screen) drawBar(c *canvas.Canvas, r canvas.Rect) {
	var inner, outer, late []keymap.Binding
	for _, b := range s.keys.Visible(s.scopes()) {
		action := s.keys.Find(b.Action)
		if action.Now != nil {
			b.Label = action.Now(s)
		}
		switch {
		case b.Label == "":
		case action.Timely && action.Obstacle(s) != "":
		case action.Void(s):
		case b.Scope == scopeGlobal:
			outer = append(outer, b)
		case b.Scope == keymap.Scope(bench.PaneSockets):
			late = append(late, b) // on the sockets pane, calls come first
		default:
			inner = append(inner, b)
		}
	}
	room := r.W - 1
	for _, b := range outer {
		room -= barWidth(b)
	}
	x := 1
	for _, b := range s.fitting(append(inner, late...), room) {
		x = s.drawKey(c, r, x, b)
	}
	for _, b := range outer {
		x = s.drawKey(c, r, x, b)
	}
}

// fitting returns the bindings that fit into room, in their order. Those that cannot be used now are left
// out first.
func (s *Screen) fitting(list []keymap.Binding, room int) []keymap.Binding {
	kept := map[string]bool{}
	for _, able := range []bool{true, false} {
		for _, b := range list {
			if able == (s.keys.Find(b.Action).Obstacle(s) == "") && barWidth(b) <= room {
				kept[b.Action] = true
				room -= barWidth(b)
			}
		}
	}
	return slices.DeleteFunc(list, func(b keymap.Binding) bool { return !kept[b.Action] })
}

func barWidth(b keymap.Binding) int {
	return canvas.Width(keymap.Show(b.Keys[0])) + 1 + canvas.Width(b.Label) + 2
}

func (s *Screen) drawKey(c *canvas.Canvas, r canvas.Rect, x int, b keymap.Binding) int {
	role := theme.Dim
	if s.keys.Find(b.Action).Obstacle(s) != "" {
		role = theme.Faint
	}
	at := x
	x = c.PutLine(r, x, 0, canvas.Line{canvas.Say(theme.Accent, keymap.Show(b.Keys[0])), canvas.Say(role, " "+b.Label)})
	c.Hit(canvas.Rect{X: r.X + at, Y: r.Y, W: x - at, H: 1}, part.Press{Action: b.Action})
	return x + 2
}
