package svg

import (
	"fmt"
	"html"
	"strings"
	"time"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// Frame is a moment of a film: a screen, the keys that led to it, and a caption.
type Frame struct {
	Screen  *canvas.Canvas
	Keys    []string
	Caption string
	For     time.Duration
}

// rounds is how often a film is played before it stops at its last frame. Endless motion beside a text
// distracts from reading it.
const rounds = 3

// Film returns a picture that shows frames of one size in turn. If a reader prefers no motion, it shows
// only the frame with the index still. What consecutive frames have in common is drawn once.
func Film(t *theme.Theme, frames []Frame, still int) []byte {
	p := newPicture(t, frames[0].Screen, len(frames[0].Caption) > 0)
	rows := make([][]string, len(frames))
	for i, f := range frames {
		for y := range f.Screen.H {
			rows[i] = append(rows[i], at(p.x, p.y+y*cellHeight, row(f.Screen, y)))
		}
		if f.Caption != "" {
			rows[i] = append(rows[i], p.caption(f, i, len(frames)))
		}
	}
	scenes := map[interval]*strings.Builder{}
	for y := range rows[0] {
		for from := 0; from < len(rows); {
			to := from
			for to+1 < len(rows) && rows[to+1][y] == rows[from][y] {
				to++
			}
			span := interval{from, to}
			if scenes[span] == nil {
				scenes[span] = &strings.Builder{}
			}
			scenes[span].WriteString(rows[from][y])
			from = to + 1
		}
	}
	p.animate(scenes, frames, still)
	return p.bytes()
}

// Still returns a picture of one screen.
func Still(t *theme.Theme, screen *canvas.Canvas) []byte {
	return Film(t, []Frame{{Screen: screen}}, 0)
}

// at moves a drawing to a place.
func at(x, y int, drawn string) string {
	if drawn == "" {
		return ""
	}
	return fmt.Sprintf(`<g transform="translate(%d %d)">%s</g>`+"\n", x, y, drawn)
}

// caption returns the strip below a screen: the keys, the caption, and the progress of the film.
func (p *picture) caption(f Frame, i, of int) string {
	var b strings.Builder
	x, y := p.x+cellWidth, p.height-captionHeight
	for _, key := range f.Keys {
		width := canvas.Width(key)*8 + 14
		fmt.Fprintf(&b, `<rect class="key" x="%d" y="%d" width="%d" height="24" rx="5"/><text class="cap" x="%d" y="%d" text-anchor="middle">%s</text>`,
			x, y+8, width, x+width/2, y+25, html.EscapeString(key))
		x += width + 6
	}
	if len(f.Keys) > 0 {
		x += 6
	}
	fmt.Fprintf(&b, `<text class="say" x="%d" y="%d">%s</text>`, x, y+25, html.EscapeString(f.Caption))
	for n := range of {
		class := "dot"
		if n == i {
			class = "dot now"
		}
		fmt.Fprintf(&b, `<circle class="%s" cx="%d" cy="15" r="3.5"/>`, class, p.width-margin-cellWidth-(of-n)*14+7)
	}
	return b.String() + "\n"
}
