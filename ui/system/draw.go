package system

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"time"

	"netnet-tui/engine/system"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
	"netnet-tui/ui/theme"
)

// The heights of the pane about the selected row, by the height of the page.
const (
	lowPane  = 8
	midPane  = 12
	highPane = 15
)

// missingHit is the click target of the note that something is not visible.
type missingHit struct{}

// Draw draws the page.
func (p *Page) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	p.width = r.W - 2
	chosen, ok := p.Chosen()
	switch {
	case p.tape != nil:
		p.drawTape(c, r)
		return
	case p.Full && ok && !p.groups():
		p.drawFull(c, r, &chosen)
		return
	case p.groups() || !ok:
		p.drawTable(c, r)
		return
	}
	h := lowPane
	switch {
	case r.H >= 44:
		h = highPane
	case r.H >= 32:
		h = midPane
	}
	upper, lower := r.SplitBottom(min(h, r.H/2))
	p.drawTable(c, upper)
	p.drawPane(c, lower, &chosen)
}

// id returns a number that identifies a visible row from one picture to the next.
func (p *Page) id(i int) uint64 {
	if i < len(p.now.Groups) {
		hash := fnv.New64a()
		_, _ = hash.Write([]byte(p.now.Groups[i].Name))
		return hash.Sum64()
	}
	return idOf(p.now.Lines[i].Key())
}

func idOf(k system.Key) uint64 { return k.Cookie*0x9e3779b97f4a7c15 ^ uint64(k.Network) }

func (p *Page) drawTable(c *canvas.Canvas, r canvas.Rect) {
	v := &p.now
	p.room = max(r.H-3, 1)
	inner := canvas.Box{Border: theme.Border.On(theme.Plain), Title: p.title(), Right: p.right()}.Draw(c, r)
	if right := p.right(); right.Width() > 0 {
		c.Hit(canvas.Rect{X: r.X + r.W - right.Width() - 3, Y: r.Y, W: right.Width(), H: 1}, missingHit{})
	}
	view := table.View{Columns: p.tableColumns(), Focused: true, Sort: p.Sort, Reverse: p.Reverse}
	seen := p.seen()
	for i := range min(p.count(), p.room) {
		id := p.id(i)
		if i < len(v.Groups) {
			view.Rows = append(view.Rows, groupRow(&v.Groups[i], id))
			if v.Groups[i].Name == p.group {
				view.Selected = id
			}
			continue
		}
		view.Rows = append(view.Rows, p.row(&v.Lines[i], id, seen))
		if v.Lines[i].Key() == p.chosen {
			view.Selected = id
		}
	}
	if (len(v.Groups) > 0) != p.groups() && p.count() > 0 { // they were requested before the grouping changed
		view.Rows = nil
	}
	view.Draw(c, inner)
	if text := p.nothing(); text != "" {
		for y, line := range canvas.Paragraph(theme.Dim, text, inner.W-4) {
			c.PutLine(inner, 2, 1+y, line)
		}
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), v.First, p.room, v.Shown)
	c.Foot(r, theme.Border.On(theme.Plain), p.legend())
}

// nothing says why there are no rows; "" if there are some.
func (p *Page) nothing() string {
	switch v := &p.now; {
	case v.Problem != "" && v.Total == 0:
		return v.Problem
	case v.T.IsZero():
		return "The sockets of the machine are being read …"
	case v.Shown > 0:
		return ""
	case p.Filter != "":
		return "no socket matches; esc shows all"
	default:
		return "there are no sockets any more; esc goes back"
	}
}

// title says what the rows are, and how many there are.
func (p *Page) title() canvas.Line {
	v := &p.now
	line := canvas.Line{canvas.Say(theme.Strong, "Sockets")}
	if p.Group != watcher.Ungrouped {
		line = append(line, canvas.Say(theme.Dim, " by "+string(p.Group)))
	}
	if p.Inside != "" {
		line = append(line, canvas.Say(theme.Dim, ": "), canvas.Say(theme.Name, p.Inside))
	}
	if p.Filter != "" {
		line = append(line, canvas.Say(theme.Accent, " /"+p.Filter))
	}
	if v.T.IsZero() {
		return line
	}
	if p.Filter != "" || p.Group != watcher.Ungrouped {
		line = append(line, canvas.Say(theme.Dim, fmt.Sprintf(" %d of", v.Shown)))
	}
	line = append(line, canvas.Say(theme.Dim, " "+strconv.Itoa(v.Total)))
	if v.Stalled > 0 {
		line = append(line, canvas.Say(theme.Bad, fmt.Sprintf(" %d stalled", v.Stalled)))
	}
	if v.Born > 0 || v.Died > 0 {
		line = append(line, canvas.Say(theme.OK, " +"+aSecond(v.Born)), canvas.Say(theme.Wait, " −"+aSecond(v.Died)), canvas.Say(theme.Dim, "/s"))
	}
	if v.Frozen {
		line = append(line, canvas.Say(theme.Wait, " ■ recording frozen"))
	}
	if v.Every >= slow {
		line = append(line, canvas.Say(theme.Dim, fmt.Sprintf(" every %.1fs", v.Every.Seconds())))
	}
	return line
}

// slow is the time between two looks at all sockets above which it is shown.
const slow = 3 * time.Second / 2

// aSecond formats a rate: below 10, with a decimal, because one in ten seconds is not zero.
func aSecond(n float64) string {
	if n < 10 {
		return strconv.FormatFloat(n, 'f', 1, 64)
	}
	return part.Amount(n)
}

// right says that something is not visible.
func (p *Page) right() canvas.Line {
	n := len(p.now.Missing)
	if p.now.Lost > 0 {
		n++
	}
	if p.now.Problem != "" {
		n++
	}
	switch n {
	case 0:
		return nil
	case 1:
		return canvas.Line{canvas.Say(theme.Accent, "w"), canvas.Say(theme.Wait, " one thing can't be seen")}
	}
	return canvas.Line{canvas.Say(theme.Accent, "w"), canvas.Say(theme.Wait, fmt.Sprintf(" %d things can't be seen", n))}
}

// legend explains the marks of the visible rows.
func (p *Page) legend() canvas.Line {
	var line canvas.Line
	add := func(role theme.Role, sign, means string) {
		if len(line) > 0 {
			line = append(line, canvas.Say(theme.Dim, "  "))
		}
		line = append(line, canvas.Say(role, sign), canvas.Say(theme.Dim, " "+means))
	}
	for _, s := range system.Stalls() {
		if slices.ContainsFunc(p.now.Lines, func(l watcher.Line) bool { return l.Stall == s && l.Ending == "" }) ||
			slices.ContainsFunc(p.now.Groups, func(g watcher.Group) bool { return g.Stall == s }) {
			add(stallRole(s), string(s), s.Meaning())
		}
	}
	if slices.ContainsFunc(p.now.Lines, func(l watcher.Line) bool { return l.Ending != "" }) {
		add(theme.Dim, "✕", "has ended")
	}
	return line
}

// Marks returns the marks of the column that shows what holds up bytes.
func (p *Page) Marks() []part.Mark {
	var marks []part.Mark
	for _, s := range system.Stalls() {
		marks = append(marks, part.Mark{Sign: string(s), Means: s.Meaning()})
	}
	return append(marks, part.Mark{Sign: "✕", Means: "has ended: STATE says how"}, part.Mark{Sign: "≥", Means: "it was there before anybody looked"})
}
