package ui

import (
	"fmt"
	"slices"
	"strconv"

	"netnet-tui/ui/bench"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/theme"
)

// tab is the target of a page's name.
type tab struct{ page int }

// drawTabs draws the pages' names and, at the right, how the engine is.
func (s *Screen) drawTabs(c *canvas.Canvas, r canvas.Rect) {
	x := 1
	for i, page := range s.pages {
		number, name := theme.Dim, theme.Dim
		if i == s.page {
			number, name = theme.Accent, theme.Strong
		}
		at := x
		x = c.PutLine(r, x, 0, canvas.Line{canvas.Say(number, strconv.Itoa(i+1)), canvas.Say(name, " "+page.Name())})
		c.Hit(canvas.Rect{X: r.X + at, Y: r.Y, W: x - at, H: 1}, tab{i})
		x += 2
	}
	right := s.engineLine()
	if room := r.W - x - 1; right.Width() > room {
		right = right[:max(len(right)-1, 0)] // the pid is what can be done without
	}
	c.PutLine(r, max(r.W-right.Width()-1, x), 0, right)
}

func (s *Screen) engineLine() canvas.Line {
	n := &s.store.Network
	if s.store.Source == nil {
		return canvas.Line{canvas.Say(theme.Bad, "! no engine"), canvas.Say(theme.Dim, "")}
	}
	var line canvas.Line
	if s.store.Pull.Stuck {
		line = append(line, canvas.Say(theme.Bad, "! the engine does not answer"), canvas.Say(theme.Faint, "  "))
	}
	if waits := n.Waits(); waits != "" {
		line = append(line, canvas.Say(theme.Wait, waits+", i interrupts"), canvas.Say(theme.Faint, "  "))
	}
	sockets := fmt.Sprintf("%d sockets open", n.Open)
	if n.Open == 1 {
		sockets = "1 socket open"
	}
	return append(line, canvas.Say(theme.Text, n.Name), canvas.Say(theme.Faint, " · "), canvas.Say(theme.Text, sockets),
		canvas.Say(theme.Dim, fmt.Sprintf(" · engine %d", n.PID)))
}

// drawEntry draws the line above the keys, and the keys: the prompt with what fits
// and what is wrong, or the message of what has just happened.
func (s *Screen) drawEntry(c *canvas.Canvas, body, line, bar canvas.Rect) {
	e := &s.entry
	if e.purpose == nil {
		s.drawMessage(c, line)
		s.drawBar(c, bar)
		return
	}
	sign := " " + e.purpose.sign + " "
	x := c.Put(line, 0, 0, theme.Accent.On(theme.Plain), sign)
	shift := max(0, x+e.line.Column()-line.W+2)
	field := canvas.Rect{X: line.X + x, Y: line.Y, W: line.W - x, H: 1}
	c.Put(field, -shift, 0, theme.Strong.On(theme.Plain), e.line.Text)
	c.Caret(field.X+e.line.Column()-shift, line.Y)
	switch {
	case e.line.Text != "":
	case s.message.text != "": // what came of the line before
		c.PutLine(field, 2, 0, s.message.line())
	default:
		c.Put(field, 2, 0, theme.Faint.On(theme.Plain), e.purpose.about)
	}
	if e.problem != "" {
		s.drawProblem(c, bar, x-shift)
	} else {
		s.drawBar(c, bar)
	}
	if e.purpose.words && len(s.overlays) == 0 {
		s.drawWords(c, body, x-shift)
	}
}

// drawProblem says under the line what is wrong with it, with a caret at the place.
func (s *Screen) drawProblem(c *canvas.Canvas, r canvas.Rect, from int) {
	e := &s.entry
	if e.column < 1 {
		c.Put(r, 1, 0, theme.Bad.On(theme.Plain), "! "+e.problem)
		return
	}
	characters := []rune(e.line.Text)
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
func (s *Screen) drawWords(c *canvas.Canvas, body canvas.Rect, from int) {
	e := &s.entry
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
	var below canvas.Line
	if e.signature != "" {
		below = append(below, raised(theme.Strong, e.signature))
		for _, part := range canvas.Wrap(e.summary, w-4) {
			below = append(below, raised(theme.Dim, part))
		}
	}
	if canvas.Width(e.problem) > body.W/2 { // there may not be room for it beside its caret
		for _, part := range canvas.Wrap(e.problem, w-4) {
			below = append(below, raised(theme.Bad, part))
		}
	}
	rows += len(below)
	x := max(1, min(from+canvas.Width(e.line.Text[:e.completion.From])-2, body.W-w-1))
	box := canvas.Rect{X: body.X + x, Y: body.Y + body.H - rows - 2, W: w, H: rows + 2}
	c.Fill(box, theme.Text.On(theme.Raised))
	inner := canvas.Box{Border: theme.Border.On(theme.Raised)}.Draw(c, box)
	for i := range shown {
		role, mark := theme.Text, " "
		if first+i == e.completion.At {
			role, mark = theme.Accent, "▸"
		}
		c.PutLine(inner.Row(i), 0, 0, canvas.Line{raised(role, mark+words[first+i])})
		c.Hit(inner.Row(i), word{first + i})
	}
	for i := range below {
		c.PutLine(inner.Row(shown+i), 1, 0, below[i:i+1])
	}
}

// word is the target of a word that fits.
type word struct{ index int }

// line is the message as it is drawn.
func (m message) line() canvas.Line {
	if m.bad {
		return canvas.Line{canvas.Say(theme.Bad, "! "), canvas.Say(theme.Text, m.text)}
	}
	return canvas.Line{canvas.Say(theme.Text, m.text)}
}

func (s *Screen) drawMessage(c *canvas.Canvas, r canvas.Rect) {
	switch {
	case s.message.text != "":
		c.PutLine(r, 1, 0, s.message.line())
	case s.entry.draft != "":
		c.PutLine(r, 1, 0, canvas.Line{canvas.Say(theme.Faint, "› "+s.entry.draft)})
	default:
		c.PutLine(r, 1, 0, canvas.Line{canvas.Say(theme.Faint, "› ")})
	}
	if s.message.text == "" {
		c.Hit(r, key{"prompt"})
	}
}

// drawBar draws the keys of the place that has the focus, as many as there is room
// for: the innermost first, and the prompt and the page of keys in any case.
func (s *Screen) drawBar(c *canvas.Canvas, r canvas.Rect) {
	var inner, outer, late []keymap.Binding
	for _, b := range s.keys.Visible(s.scopes()) {
		switch {
		case b.Label == "":
		case b.Scope == scopeGlobal:
			outer = append(outer, b)
		case b.Scope == keymap.Scope(bench.PaneSockets):
			late = append(late, b) // the calls come first where the sockets are
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

// fitting are the bindings there is room for, in their order: what can't be done
// now gives way first.
func (s *Screen) fitting(list []keymap.Binding, room int) []keymap.Binding {
	kept := map[string]bool{}
	for _, able := range []bool{true, false} {
		for _, b := range list {
			a := s.actions.find(b.Action)
			if able == (a.Why == nil || a.Why(s) == "") && barWidth(b) <= room {
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
	if a := s.actions.find(b.Action); a.Why != nil && a.Why(s) != "" {
		role = theme.Faint
	}
	at := x
	x = c.PutLine(r, x, 0, canvas.Line{canvas.Say(theme.Accent, keymap.Show(b.Keys[0])), canvas.Say(role, " "+b.Label)})
	c.Hit(canvas.Rect{X: r.X + at, Y: r.Y, W: x - at, H: 1}, key{b.Action})
	return x + 2
}
