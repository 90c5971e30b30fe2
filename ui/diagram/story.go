package diagram

import (
	"fmt"

	"netnet-tui/engine/status"
	"netnet-tui/sessions/states"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// drawStory writes the paths in words, one below the other, or side by side if that is too long. If they
// still do not fit, it writes their ends.
func drawStory(c *canvas.Canvas, r canvas.Rect, ends Ends) {
	lines := Story(ends)
	if len(lines) > r.H && ends[0] != nil && ends[1] != nil {
		one, other := r.SplitLeft(r.W / 2)
		one.W--
		drawStory(c, one, Ends{ends[0]})
		drawStory(c, other, Ends{nil, ends[1]})
		return
	}
	lines = lines[max(len(lines)-r.H, 0):]
	for y, line := range lines {
		c.PutLine(r, 0, y, line)
	}
}

// stateColumn is the width of the column of states, including the sign of an unseen one.
const stateColumn = 15

// Story returns the paths in words: where each end is, and each state that it came to, with the number of
// the event and what took it there.
func Story(ends Ends) []canvas.Line {
	var lines []canvas.Line
	for i, p := range ends {
		if p == nil {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, canvas.Line{})
		}
		lines = append(lines, canvas.Line{canvas.Say(roles[i], marks[i]+" "), canvas.Say(theme.Name, canvas.Shorten(p.Name, 2*nameWidth)),
			canvas.Say(theme.Dim, " is "), canvas.Say(theme.Strong, string(p.Now()))})
		if len(p.Passes) == 0 {
			continue
		}
		lines = append(lines, canvas.Line{canvas.Say(theme.Text, "    "+string(p.Start))})
		for _, pass := range p.Passes {
			lines = append(lines, passage(pass))
		}
	}
	return lines
}

// passage returns one arrow in words.
func passage(p states.Pass) canvas.Line {
	seq, state, role := "", string(p.To), theme.Text
	if p.Seq > 0 {
		seq = fmt.Sprint(p.Seq)
	}
	if !p.Seen {
		state += " " + unseen
	}
	if p.To == status.StateClosed {
		role = theme.Dim
	}
	return canvas.Line{canvas.Say(theme.Dim, fmt.Sprintf("%3s ", seq)), canvas.Say(role, canvas.Pad(state, stateColumn)), canvas.Say(theme.Dim, p.String())}
}
