package diagram

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/sessions/states"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// Ends are the paths of the two ends of a connection: the selected one, and the other one. Either may be
// nil.
type Ends [2]*states.Path

// roles and marks are how each end is drawn; the line of the second one is dashed.
var (
	roles = [2]theme.Role{theme.Accent, theme.Yours}
	marks = [2]string{"━━", "┅┅"}
)

// nameWidth is the maximum width of an end's name in a box or on an arrow.
const nameWidth = 6

// Fits reports whether a rectangle has room for the diagram; a smaller one shows the paths in words.
func Fits(r canvas.Rect) bool { return r.W >= leastWidth && r.H >= leastHeight }

// storyWidth is the width of the paths in words beside the diagram.
const storyWidth = 42

// Draw draws the diagram with the paths of the ends highlighted and, if there is room, both paths in words
// beside it.
func Draw(c *canvas.Canvas, r canvas.Rect, ends Ends) {
	if !Fits(r) {
		drawStory(c, r, ends)
		return
	}
	if r.W >= leastWidth+storyWidth+2 {
		picture, story := r.SplitLeft(min(r.W-storyWidth-2, 100))
		drawPicture(c, picture, ends)
		story.X, story.W = story.X+2, story.W-2
		drawStory(c, story, ends)
		return
	}
	drawPicture(c, r, ends)
}

func drawPicture(c *canvas.Canvas, r canvas.Rect, ends Ends) {
	texts := map[status.State]string{over: ends.text(over)}
	for _, s := range states.TCP() {
		texts[s] = ends.text(s)
	}
	l := newLayout(r.W, r.H, texts)
	v := newWeave(r.W, r.H)
	routes, arrows := l.routes(), states.Arrows()
	for _, a := range arrows {
		v.line(routes[pair{a.From, a.To}].points, light, false, theme.Faint)
	}
	for i := range slices.Backward(ends[:]) { // so that the first one's line is on top
		for _, route := range ends.taken(i, l, routes) {
			v.line(route.points, heavy, i == 1, roles[i])
		}
	}
	v.draw(c, r)
	for _, a := range arrows {
		ends.drawHead(c, r, a, routes[pair{a.From, a.To}])
	}
	for s, box := range l.boxes {
		ends.drawBox(c, r, s, box, texts[s], l.tall)
	}
	ends.drawAborts(c, r, l)
}

// drawAborts draws the arrowheads and labels of resets, which end a connection without an arrow of the
// RFC's figure.
func (e Ends) drawAborts(c *canvas.Canvas, r canvas.Rect, l *layout) {
	one, first := e.aborted(0)
	other, second := e.aborted(1)
	if first && second && one.From == other.From {
		who := 0 // the end that has sent the reset
		if other.Call != "" {
			one, who = other, 1
		}
		l.drawAbort(c, r, one, roles[0], e.name(who), e.name(0)+","+e.name(1))
		return
	}
	for i, pass := range [2]states.Pass{one, other} {
		if pass.To != "" {
			l.drawAbort(c, r, pass, roles[i], e.name(i), e.name(i))
		}
	}
}

// aborted returns the reset that ended an end, if one did.
func (e Ends) aborted(i int) (states.Pass, bool) {
	if e[i] == nil {
		return states.Pass{}, false
	}
	return e[i].Aborted()
}

// drawAbort draws a reset, with the name of the end that sent it and the names of all it ended.
func (l *layout) drawAbort(c *canvas.Canvas, r canvas.Rect, p states.Pass, role theme.Role, sender, all string) {
	route := l.abort(p.From)
	head(c, r, route.points, role, true)
	var texts []string
	if p.Call != "" {
		texts = []string{fmt.Sprintf("%s %d: %s", sender, p.Seq, p.Cause), fmt.Sprintf("%s %d: %s, RST", sender, p.Seq, p.Call), sender + ": " + p.Call + ", RST"}
	}
	text(c, r, route.label, append(texts, all+": RST", "RST"), role)
}

// taken returns the routes of the arrows that an end has taken.
func (e Ends) taken(i int, l *layout, routes map[pair]route) []route {
	if e[i] == nil {
		return nil
	}
	var list []route
	for _, pass := range e[i].Passes {
		if route, ok := routes[pair{pass.From, pass.To}]; ok {
			list = append(list, route)
		}
	}
	if pass, ok := e.aborted(i); ok {
		list = append(list, l.abort(pass.From))
	}
	return list
}

// name returns the shortened name of an end.
func (e Ends) name(i int) string { return canvas.Shorten(e[i].Name, nameWidth) }

// at reports whether an end is in a state now. After a connection, it is CLOSED at the end.
func (e Ends) at(i int, s status.State) bool {
	switch p := e[i]; {
	case p == nil:
		return false
	case s == over:
		return p.Now() == status.StateClosed && ended(p)
	case s == status.StateClosed:
		return p.Now() == status.StateClosed && !ended(p)
	default:
		return p.Now() == s
	}
}

// ended reports whether a path has led to the CLOSED at the end.
func ended(p *states.Path) bool {
	if len(p.Passes) == 0 {
		return false
	}
	last := p.Passes[len(p.Passes)-1]
	return last.To == status.StateClosed && last.From != status.StateListen && last.From != status.StateSynSent
}

// passed reports whether an end has been in a state, and whether it was seen there.
func (e Ends) passed(i int, s status.State) (passed, seen bool) {
	switch p := e[i]; {
	case p == nil:
		return false, false
	case s == over:
		return ended(p), ended(p)
	case s == status.StateClosed:
		return p.Start == s, true
	default:
		return p.Passed(s)
	}
}

// unseen marks a state that was passed between two looks, and here the state that an end is in.
const (
	unseen = "○"
	here   = "●"
)

// text returns the contents of a box: the name of the state, and who is there.
func (e Ends) text(s status.State) string {
	text := string(s)
	if s == over {
		text = string(status.StateClosed)
	}
	missed := true
	any := false
	for i := range e {
		if passed, seen := e.passed(i, s); passed {
			any, missed = true, missed && !seen
		}
		if e.at(i, s) {
			text += " " + here + " " + e.name(i)
		}
	}
	if any && missed {
		text += " " + unseen
	}
	return text
}

// role returns how a state is drawn, by who has been there.
func (e Ends) role(s status.State) (role theme.Role, lit bool) {
	for i := range e {
		if passed, _ := e.passed(i, s); passed {
			return roles[i], true
		}
	}
	return theme.Dim, false
}

func (e Ends) drawBox(c *canvas.Canvas, r canvas.Rect, s status.State, box canvas.Rect, text string, tall bool) {
	role, lit := e.role(s)
	ground, words := theme.Plain, theme.Dim
	if lit {
		words = theme.Strong
	}
	if e.at(0, s) || e.at(1, s) {
		ground = theme.Chosen
	}
	if !lit {
		role = theme.Border
	}
	box.X, box.Y = box.X+r.X, box.Y+r.Y
	c.Fill(box, words.On(ground))
	edge := map[bool][6]string{false: {"╭", "─", "╮", "│", "╰", "╯"}, true: {"┏", "━", "┓", "┃", "┗", "┛"}}[lit]
	sides := map[bool][2]string{false: {"┤", "├"}, true: {"┫", "┣"}}[lit]
	y := 0
	if tall {
		line := strings.Repeat(edge[1], box.W-2)
		c.Put(box, 0, 0, role.On(ground), edge[0]+line+edge[2])
		c.Put(box, 0, 2, role.On(ground), edge[4]+line+edge[5])
		y, sides = 1, [2]string{edge[3], edge[3]}
	}
	c.Put(box, 0, y, role.On(ground), sides[0])
	c.Put(box, box.W-1, y, role.On(ground), sides[1])
	c.Put(box, 2, y, words.On(ground), text)
}

// drawHead draws the head of an arrow, and its label: what takes it, or who took it and by what.
func (e Ends) drawHead(c *canvas.Canvas, r canvas.Rect, a states.Arrow, route route) {
	role, lit := theme.Faint, false
	var took []states.Pass
	var names []string
	for i := range slices.Backward(e[:]) {
		if e[i] == nil {
			continue
		}
		if pass, ok := e[i].Took(a.From, a.To); ok {
			role, lit = roles[i], true
			took, names = slices.Insert(took, 0, pass), slices.Insert(names, 0, e.name(i))
		}
	}
	head(c, r, route.points, role, lit)
	if !lit {
		text(c, r, route.label, labels(a.Cause, "", 0), theme.Dim)
		return
	}
	text(c, r, route.label, labels(took[0].Cause, strings.Join(names, ","), took[0].Seq), role)
}

// labels returns the ways to write what took an arrow, longest first.
func labels(cause states.Cause, who string, seq uint64) []string {
	short := cause
	if short.Call != "" || short.Rcv != "" {
		short.Snd = ""
	}
	if who == "" {
		return []string{cause.String(), short.String(), strings.TrimPrefix(short.String(), "rcv ")}
	}
	var list []string
	if seq > 0 {
		list = append(list, fmt.Sprintf("%s %d: %s", who, seq, cause), fmt.Sprintf("%s %d: %s", who, seq, short))
	}
	return append(list, who+": "+cause.String(), who+": "+short.String(), short.String(), strings.TrimPrefix(short.String(), "rcv "))
}

// heads are the arrowheads, by whether they are lit and by direction.
var heads = map[bool]map[point]string{
	false: {point{0, 1}: "▽", point{0, -1}: "△", point{1, 0}: "▷", point{-1, 0}: "◁"},
	true:  {point{0, 1}: "▼", point{0, -1}: "▲", point{1, 0}: "▶", point{-1, 0}: "◀"},
}

func head(c *canvas.Canvas, r canvas.Rect, points []point, role theme.Role, lit bool) {
	n := len(points)
	step, _, _ := towards(points[n-2], points[n-1])
	c.Put(r, points[n-1].x, points[n-1].y, role.On(theme.Plain), heads[lit][step])
}

// text writes the first of the texts that fits.
func text(c *canvas.Canvas, r canvas.Rect, at place, texts []string, role theme.Role) {
	room := at.to - at.from + 1
	if at.on {
		room -= 3 // the line continues on either side, with a space between
	}
	for _, text := range texts {
		w := canvas.Width(text)
		if w > room || text == "" {
			continue
		}
		x := at.from
		switch {
		case at.on:
			x, text = at.from+(at.to-at.from+1-w-2)/2, " "+text+" "
		case at.end:
			x = at.to - w + 1
		}
		c.Put(r, x, at.y, role.On(theme.Plain), text)
		return
	}
}

// Title returns the states of the ends, for the border of the box around the diagram.
func Title(e Ends) canvas.Line {
	var line canvas.Line
	for i, p := range e {
		if p == nil {
			continue
		}
		if len(line) > 0 {
			line = append(line, canvas.Say(theme.Dim, "  "))
		}
		line = append(line, canvas.Say(roles[i], marks[i]+" "), canvas.Say(theme.Name, e.name(i)+" "), canvas.Say(theme.Text, string(p.Now())))
	}
	return line
}

// Legend explains the signs, for the border too.
func Legend() canvas.Line {
	return canvas.Line{canvas.Say(theme.Dim, here+" is here  "+unseen+" passed between two looks  ")}
}
